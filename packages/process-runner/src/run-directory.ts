import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from './atomic-file.ts'
import { serializeRunRecord } from './records/run-record.ts'
import { RUN_FILES } from './run-files.ts'
import { supervisorScript } from './supervisor-script.ts'
import type { Platform, RunSpec } from './types.ts'

/**
 * Makes the directory (0700) and what the supervisor needs in it (0600). Each file is there whole or not at all, and an
 * older shell goes on reading the script it began with. Nothing is flushed to the disk before the claim: until then a power
 * cut only takes a run that nobody was told about.
 *
 * @throws the file system's own error, with its code.
 */
export function prepareRunDirectory(spec: RunSpec, platform: Platform): void {
  const { directory } = spec
  makePrivateDirectory(directory)
  const write = (name: string, content: string) => {
    replaceFile(join(directory, name), content)
  }
  write(RUN_FILES.run, serializeRunRecord(spec, platform.bootId()))
  write(RUN_FILES.prompt, spec.stdin)
  write(RUN_FILES.script, supervisorScript(platform.supervisorFunctions))
}

/** What stands there already may be a link that leads out of the state directory: nothing is written through it. */
function makePrivateDirectory(directory: string): void {
  if (mkdirSync(directory, { recursive: true, mode: 0o700 }) !== undefined) return
  const stats = lstatSync(directory)
  const isOwn = stats.uid === (process.geteuid?.() ?? stats.uid)
  if (!stats.isDirectory() || !isOwn) {
    const error = new Error(`${directory} is a link or somebody else's directory`)
    throw Object.assign(error, { code: 'ENOTDIR' })
  }
  chmodSync(directory, 0o700)
}
