import { chmodSync, mkdirSync } from 'node:fs'
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
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (made === undefined) chmodSync(directory, 0o700)
  const write = (name: string, content: string) => {
    replaceFile(join(directory, name), content)
  }
  write(RUN_FILES.run, serializeRunRecord(spec, platform.bootId()))
  write(RUN_FILES.prompt, spec.stdin)
  write(RUN_FILES.script, supervisorScript(platform.supervisorFunctions))
}
