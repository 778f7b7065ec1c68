// Starts the dashboard: run by `node server.mjs`, or imported by the start command, which then is the server. The front is
// plain JavaScript because it runs unbundled; what needs the rest of the code (settings, recovery, the guard) is bundled by
// Next, called by it before the first request, and reached through the launch object (src/server/launch.ts).
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFrontServer } from './front/http-server.mjs'
import { describeInstallation, readBuildId, readRoutes } from './front/installation.mjs'
import { listen } from './front/listen.mjs'
import { stopOnSignals } from './front/shutdown.mjs'

// Copied before anything below changes it: runs get the environment that the start command was given.
const environment = globalThis[Symbol.for('specflow.terminal-environment')] ?? { seen: { ...process.env } }

if (process.platform === 'win32') {
  fail('SpecFlow does not run on Windows: it stops runs by process group and session. Use Linux, or WSL 2.')
}

/** @type {import('./front/http-server.mjs').Behind} */
const behind = {}
const directory = dirname(fileURLToPath(import.meta.url))
const server = createFrontServer(behind)
stopOnSignals(server, behind)

/** @type {Promise<import('./src/server/launch.ts').RunningServer>} */
const running = new Promise((serve) => {
  globalThis[Symbol.for('specflow.launch')] = {
    ...describeInstallation(directory),
    build: readBuildId(directory),
    routes: readRoutes(directory),
    environment,
    listen: (options) => listen(server, options),
    serve,
  }
})

process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
const { default: next } = await import('next')
const app = next({ dev: false, dir: directory })
await app.prepare()
behind.handle = app.getRequestHandler()
// Next has begun to start the application by now, and does not wait for it.
behind.application = await running

print([`SpecFlow is ready at ${behind.application.origin}`, ...behind.application.notes])

function print(lines) {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
