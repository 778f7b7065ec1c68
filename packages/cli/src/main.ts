import { existsSync, readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runCommandLine } from './run-command-line.ts'
import { identifyProcess } from './server/process-identity.ts'
import type { Output, Repository } from './world.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  version: string
}
const repository = findRepository()

const code = await runCommandLine({
  arguments: process.argv.slice(2),
  version,
  world: {
    environment: process.env,
    directory: process.cwd(),
    homeDirectory: homedir(),
    machine: { hostName: hostname(), identify: (pid) => identifyProcess(pid) },
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    isInteractive: process.stdin.isTTY,
    readInput: () => text(process.stdin),
    onInterrupt(listener) {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
    async openInBrowser(url) {
      const { default: open } = await import('open')
      await open(url)
    },
    ...(repository && { repository }),
  },
})
if (code !== undefined) process.exitCode = code

function toOutput(stream: NodeJS.WriteStream): Output {
  return { isTerminal: stream.isTTY, write: (written) => void stream.write(written) }
}

/** Two folders up from the package, unless that is somebody's node_modules. */
function findRepository(): Repository | undefined {
  const tools = join(packageFolder, '../../tools')
  if (!existsSync(join(tools, 'start.mjs'))) return undefined
  const become = async (tool: string, options: readonly string[]) => {
    process.argv = [process.execPath, join(tools, tool), ...options]
    await import(pathToFileURL(join(tools, tool)).href)
  }
  return {
    startServer: () => become('start.mjs', []),
    runDoctor: (options) => become('doctor.mjs', options),
  }
}
