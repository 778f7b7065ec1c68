import type { ProcessEntry } from '../types.ts'
import type { ProcFiles } from './proc-files.ts'

/**
 * In the middle of an exec the environment looks empty, and has no address yet; the process may be kept waiting there. It
 * is really empty when it is so between two looks at one and the same address. Threads of the kernel, children of pid 2,
 * never have one.
 */
export function readEnvironment(proc: ProcFiles, { pid, parentPid }: ProcessEntry): Buffer | undefined {
  if (parentPid === 2 || pid === 2) return undefined
  let addressBefore: string | undefined
  for (let reading = 0; reading < MAX_READINGS; reading += 1) {
    const environment = proc.read(pid, 'environ')
    if (environment?.length !== 0) return environment
    const address = readEnvironmentAddress(proc, pid)
    if (address === undefined || (address !== NO_ADDRESS && address === addressBefore)) return undefined
    if (address === NO_ADDRESS) Atomics.wait(NOTHING, 0, 0, 1)
    addressBefore = address
  }
  return undefined
}

/** Of its end, which is the last thing to be set. */
function readEnvironmentAddress(proc: ProcFiles, pid: number): string | undefined {
  const stat = proc.read(pid, 'stat')?.toString('latin1')
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[48]
}

/** With a pause of 1 ms after each; an exec takes a fraction of one when it gets a processor. */
const MAX_READINGS = 200
const NO_ADDRESS = '0'
/** Waited upon, and never woken. */
const NOTHING = new Int32Array(new SharedArrayBuffer(4))
