import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { expect, test } from 'vitest'
import { listen } from '../../front/listen.mjs'

const host = '127.0.0.1'

function closing(server: Server): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}

async function occupy() {
  const server = createServer()
  const number = await listen(server, { host, port: { number: 0, isFixed: true } })
  return { number, ...closing(server) }
}

test('a taken default port gives way to the next free one', async () => {
  await using taken = await occupy()
  const server = createServer()
  await using _ = closing(server)
  const port = await listen(server, { host, port: { number: taken.number, isFixed: false } })
  expect(port).toBeGreaterThan(taken.number)
})

test('a taken port that was set by hand stops the start and is named', async () => {
  await using taken = await occupy()
  const listening = listen(createServer(), { host, port: { number: taken.number, isFixed: true } })
  await expect(listening).rejects.toThrow(`Port ${String(taken.number)} is taken.`)
})

test('port 0 is any free one', async () => {
  await using any = await occupy()
  expect(any.number).toBeGreaterThan(0)
})

test('an address that is not of this machine is an error and no reason to try on', async () => {
  const listening = listen(createServer(), { host: '192.0.2.1', port: { number: 0, isFixed: false } })
  await expect(listening).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
})
