// `npm start`: installs and builds what is missing, then becomes the server. One process from here on: no wrapper has to hand on a
// signal, and the exit code is the server's own.
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { TELEMETRY_OFF } from './lib/child-environment.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureRequirements } from './lib/requirements.mjs'
import { captureEnvironment, TERMINAL_ENVIRONMENT } from './lib/terminal-environment.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

const environment = captureEnvironment({ own: process.env, parentPid: process.ppid })

ensureRequirements()
if (!(await ensureInstalled())) process.exit(1)
await ensureBuilt()

console.log('Starting SpecFlow')
Object.defineProperty(globalThis, TERMINAL_ENVIRONMENT, { value: environment })
Object.assign(process.env, TELEMETRY_OFF, { NODE_ENV: 'production' })
const dashboard = join(repositoryRoot, 'apps', 'dashboard')
process.chdir(dashboard)
await import(join(dashboard, 'server.mjs'))
