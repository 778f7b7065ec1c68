// A front server with a stub behind it, for tests of its signals: `node stub-server.mjs <runs> <unproven runs> <signal>`.
// The signal is one that the process sends itself while it handles the first, as npm would.
import { createFrontServer } from '../../../front/http-server.mjs'
import { listen } from '../../../front/listen.mjs'
import { stopOnSignals } from '../../../front/shutdown.mjs'

const [running = '0', failed = '0', echoedSignal] = process.argv.slice(2)
const say = (line) => process.stdout.write(`${line}\n`)

const behind = {
  application: {
    front: (_request, _response, pass) => pass(),
    notes: [],
    reportFailure: () => undefined,
    drain: () => {
      if (echoedSignal) process.kill(process.pid, echoedSignal)
      return { running: Number(running) }
    },
    cancelAll: () => {
      say('[cancelAll]')
      return Promise.resolve({ cancelled: Number(running) - Number(failed), failed: Number(failed) })
    },
    close: () => {
      say('[close]')
      return Promise.resolve()
    },
  },
  handle: async (_request, response) => {
    say('[request]')
    process.once('SIGUSR2', () => response.end('done'))
  },
}
const server = createFrontServer(behind)
stopOnSignals(server, behind)
say(`ready ${await listen(server, { host: '127.0.0.1', port: { number: 0, isFixed: true } })}`)
