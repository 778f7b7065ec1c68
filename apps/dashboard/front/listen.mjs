/** @import { Server } from 'node:http' */
/** @import { ListenOptions } from '../src/server/launch.ts' */

const PORTS_TO_TRY = 100

/**
 * Listens on the port, or on the next free one unless the port was set by hand. Answers the port.
 * @param {Server} server
 * @param {ListenOptions} options
 * @returns {Promise<number>}
 */
export async function listen(server, { host, port: { number, isFixed } }) {
  const last = isFixed ? number : number + PORTS_TO_TRY
  for (let port = number; ; port += 1) {
    try {
      return await tryPort(server, host, port)
    } catch (error) {
      if (!isTaken(error)) throw error
      if (port === last) throw portTaken(number, isFixed)
    }
  }
}

/** @param {unknown} error */
function isTaken(error) {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/**
 * @param {number} port
 * @param {boolean} isFixed
 */
function portTaken(port, isFixed) {
  const remedy = isFixed ? 'Stop what listens there, or set PORT to another one.' : 'Set PORT to a free one.'
  return Object.assign(new Error(`Port ${port} is taken. ${remedy}`), { name: 'PortTaken' })
}

/**
 * @param {Server} server
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number>}
 */
function tryPort(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
