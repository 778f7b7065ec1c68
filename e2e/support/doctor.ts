import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { doctorReportSchema, type DoctorCheck, type DoctorReport } from '@specflow/workflow/schema'
import { runNpmScript, type ScriptResult } from './npm-script.ts'

/** Runs `npm run doctor` in an environment that has nothing of the test's own. */
export function runDoctor(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<ScriptResult> {
  return runNpmScript('doctor', env, args)
}

/** The same for its report, with `--json`. */
export async function askDoctor(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ exitCode: number; report: DoctorReport }> {
  const { exitCode, stderr, stdout } = await runDoctor(env, '--json', ...args)
  if (stdout === '') throw new Error(`The doctor ended with ${String(exitCode)} and said: ${stderr}`)
  return { exitCode, report: doctorReportSchema.parse(JSON.parse(stdout)) }
}

export function findCheck({ checks }: DoctorReport, id: string): DoctorCheck {
  const found = checks.find((check) => check.id === id)
  if (!found) throw new Error(`There is no check ${id} in ${JSON.stringify(checks)}`)
  return found
}

/** A process with the marker of a run, in a session of its own; it ends with the scope at the latest. */
export async function startMarked(marker: string): Promise<Disposable & { pid: number }> {
  const child = spawn('sleep', ['600'], { env: { SPECFLOW_RUN: marker }, detached: true, stdio: 'ignore' })
  await once(child, 'spawn')
  return { pid: child.pid ?? 0, [Symbol.dispose]: () => void child.kill('SIGKILL') }
}
