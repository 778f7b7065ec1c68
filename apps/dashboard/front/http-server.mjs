import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

/** @import { IncomingMessage, ServerResponse, Server } from 'node:http' */
/** @import { Duplex } from 'node:stream' */

/** Of what is answered here, before or beside the application: it has no body, and is never framed, sniffed or led on. */
const SECURITY_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/**
 * What stands behind the server; nothing is answered before both are there.
 * @typedef {object} Behind
 * @property {import('../src/server/launch.ts').RunningServer} [application]
 * @property {(request: IncomingMessage, response: ServerResponse) => Promise<void>} [handle] Next
 */

/**
 * The one server of the dashboard: every request passes the guard before Next sees it, and nothing but requests is taken.
 * @param {Behind} behind filled in when the application is up
 * @returns {Server}
 */
export function createFrontServer(behind) {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    (request, response) => answer(behind, request, response),
  )
  server.on('upgrade', (_request, socket) => refuseSocket(socket, '426 Upgrade Required'))
  server.on('connect', (_request, socket) => refuseSocket(socket, '405 Method Not Allowed'))
  server.on('clientError', (error, socket) => refuseSocket(socket, statusOfClientError(error)))
  return server
}

/**
 * @param {Behind} behind
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
function answer({ application, handle }, request, response) {
  if (!application || !handle) {
    response.writeHead(503, { ...ownHeaders(), 'Retry-After': '1' }).end()
    return
  }
  application
    .front(request, response, () => handle(request, response))
    .catch((error) => failRequest(application, response, error))
}

/**
 * @param {import('../src/server/launch.ts').RunningServer} application
 * @param {ServerResponse} response
 * @param {unknown} error
 */
function failRequest(application, response, error) {
  application.reportFailure(error)
  if (response.headersSent) response.destroy()
  else response.writeHead(500, { 'Content-Length': 0 }).end()
}

/**
 * @param {Duplex} socket
 * @param {string} status
 */
function refuseSocket(socket, status) {
  socket.on('error', () => socket.destroy())
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const headers = Object.entries(ownHeaders()).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n`)
}

/** @returns {Record<string, string>} */
function ownHeaders() {
  return {
    ...SECURITY_HEADERS,
    Connection: 'close',
    'Content-Length': '0',
    'X-Request-Id': randomUUID(),
  }
}

/** @param {NodeJS.ErrnoException} error */
function statusOfClientError({ code }) {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large'
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout'
  return '400 Bad Request'
}
