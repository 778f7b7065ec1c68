import { EXECUTION_SCHEMA_VERSION } from '../../schema/index.ts'
import { toVersion2 } from './to-version-2.ts'
import { toVersion3 } from './to-version-3.ts'
import { toVersion4 } from './to-version-4.ts'

/** The content of a record of one version as one of the next. Pure; throws for what is no such record. */
type Migration = (content: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** Keyed by the version that each begins from. A new version of the schema adds its step here and changes none. */
const STEPS: Readonly<Record<number, Migration>> = { 1: toVersion2, 2: toVersion3, 3: toVersion4 }

/** The content of a record of an older version as one of this version. The caller has made sure that it is not newer. */
export function migrateRecord(
  content: Readonly<Record<string, unknown>>,
  version: number,
): Readonly<Record<string, unknown>> {
  let migrated = content
  for (let from = version; from < EXECUTION_SCHEMA_VERSION; from += 1) {
    const step = STEPS[from]
    if (!step) throw new Error(`there never was a version ${String(from)} of records`)
    migrated = step(migrated)
  }
  return migrated
}
