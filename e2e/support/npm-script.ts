import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { REPOSITORY } from './paths.ts'

export interface ScriptResult {
  exitCode: number
  stdout: string
  stderr: string
}

/** Runs `npm run <name> -- <args>` of the repository in an environment that has nothing of the test's own. */
export async function runNpmScript(
  name: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<ScriptResult> {
  const child = spawn('npm', ['run', '--silent', name, '--', ...args], { cwd: REPOSITORY, env: { ...env } })
  const streams = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      streams[stream] += chunk
    })
  }
  const [exitCode] = (await once(child, 'close')) as [number]
  return { exitCode, ...streams }
}
