import { isAbsolute, join } from 'node:path'
import { failpoint } from '@specflow/failpoints'
import { attachRun } from './attach-run.ts'
import { readClaimTime } from './records/claim.ts'
import { openRun, type Host, type Run } from './run.ts'
import { prepareRunDirectory } from './run-directory.ts'
import { RUN_FILES } from './run-files.ts'
import { launchDetached } from './spawn.ts'
import type { RunHandle, RunSpec } from './types.ts'
import { watchRun } from './watch-run.ts'

/**
 * Starts a run, or attaches to it where a supervisor has claimed it already.
 *
 * @throws TypeError for a spec that no run could have; the file system's error when the directory cannot be written.
 */
export async function startRun(host: Host, spec: RunSpec): Promise<RunHandle> {
  const { platform } = host
  throwOnImpossible(spec)
  if (readClaimTime(spec.directory) !== undefined) {
    const attached = await attachRun(host, spec.directory)
    if (attached !== 'unclaimed') return attached
  }
  prepareRunDirectory(spec, platform)
  const { marker, timeoutMs, graceMs } = spec
  const run = openRun(host, spec.directory, { marker, timeoutMs, graceMs, bootId: platform.bootId() })
  await failpoint('before-spawn')
  const launch = launchDetached({
    file: '/bin/sh',
    args: supervisorArguments(spec, run.record.bootId),
    cwd: spec.cwd,
    env: { ...spec.env, [marker.name]: marker.value },
  })
  if (launch.pid !== undefined) rememberSupervisor(run, launch.pid)
  await failpoint('after-spawn')
  return watchRun(run, launch.ended)
}

/** Its own child is certain to be this process until the event loop has turned. */
function rememberSupervisor(run: Run, pid: number): void {
  try {
    const supervisor = run.platform.identify(pid)
    if (supervisor !== undefined) run.rememberLeader(supervisor)
  } catch {
    // Without a file descriptor left it cannot be looked at now, and writes down itself who it is. Thrown, this would say
    // that nothing was started.
  }
}

function supervisorArguments(spec: RunSpec, bootId: string): string[] {
  const { directory, marker, timeoutMs, graceMs, executable, args } = spec
  const timeoutSeconds = Math.ceil(timeoutMs / 1000) + WATCHDOG_SLACK_SECONDS
  const graceSeconds = Math.ceil(graceMs / 1000)
  return [
    join(directory, RUN_FILES.script),
    directory,
    `${marker.name}=${marker.value}`,
    bootId,
    String(timeoutSeconds),
    String(graceSeconds),
    executable,
    ...args,
  ]
}

/** A server that is there is exact to the millisecond; the watchdog counts seconds and is to come second. */
const WATCHDOG_SLACK_SECONDS = 2

function throwOnImpossible(spec: RunSpec): void {
  const { directory, cwd, executable, marker, timeoutMs, graceMs } = spec
  if (!isAbsolute(directory)) throw new TypeError(`The run directory must be absolute, and is ${directory}`)
  if (!isAbsolute(cwd)) throw new TypeError(`The working directory must be absolute, and is ${cwd}`)
  if (executable === '' || executable.startsWith('-')) {
    throw new TypeError(
      `The executable must be a name or path that does not begin with "-", and is "${executable}"`,
    )
  }
  if (!/^[A-Za-z_]\w*$/.test(marker.name)) {
    throw new TypeError(`The marker's name must be a name of a shell variable, and is "${marker.name}"`)
  }
  if (!/^[\x21-\x7e]+$/.test(marker.value)) {
    throw new TypeError(`The marker's value must be printable without spaces, and is "${marker.value}"`)
  }
  if (!(timeoutMs > 0 && timeoutMs <= Number.MAX_SAFE_INTEGER)) {
    throw new TypeError(`timeoutMs must be more than 0, and is ${timeoutMs}`)
  }
  if (!(graceMs >= 0 && graceMs <= Number.MAX_SAFE_INTEGER)) {
    throw new TypeError(`graceMs must be 0 or more, and is ${graceMs}`)
  }
}
