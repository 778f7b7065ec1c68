import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from './atomic-file.ts'
import { RUN_FILES } from './run-files.ts'
import { serializeRunRecord } from './records/run-record.ts'
import { supervisorScript } from './supervisor-script.ts'
import type { Platform, RunSpec } from './types.ts'

/**
 * Makes the directory (0700) and what the supervisor needs in it (0600). Each file is there whole or not at all, and an
 * older shell goes on reading the script it began with.
 *
 * @throws the file system's own error, with its code.
 */
export async function prepareRunDirectory(spec: RunSpec, platform: Platform): Promise<void> {
  await mkdir(spec.directory, { recursive: true, mode: 0o700 })
  await chmod(spec.directory, 0o700)
  const write = (name: string, content: string) => writeFileAtomically(join(spec.directory, name), content)
  await Promise.all([
    write(RUN_FILES.run, serializeRunRecord(spec, platform.bootId())),
    write(RUN_FILES.prompt, spec.stdin),
    write(RUN_FILES.script, supervisorScript(platform.supervisorFunctions)),
  ])
}
