import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile, writeFileDurably } from './atomic-file.ts'
import { serializeRunRecord } from './records/run-record.ts'
import { RUN_FILES } from './run-files.ts'
import { supervisorScript } from './supervisor-script.ts'
import type { Platform, RunSpec } from './types.ts'

/**
 * Makes the directory (0700) and what the supervisor needs in it (0600). Each file is there whole or not at all, and an
 * older shell goes on reading the script it began with. Only `run.json` has to outlive a power cut, which ends the run.
 *
 * @throws the file system's own error, with its code.
 */
export async function prepareRunDirectory(spec: RunSpec, platform: Platform): Promise<void> {
  const { directory } = spec
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (made === undefined) chmodSync(directory, 0o700)
  const recorded = writeFileDurably(join(directory, RUN_FILES.run), serializeRunRecord(spec, platform.bootId()))
  replaceFile(join(directory, RUN_FILES.prompt), spec.stdin)
  replaceFile(join(directory, RUN_FILES.script), supervisorScript(platform.supervisorFunctions))
  await recorded
}
