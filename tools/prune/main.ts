import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../../apps/dashboard/src/server/settings.ts'
import { retentionLimit } from '../../packages/workflow/src/index.ts'
import { listPrunable } from './list-prunable.ts'
import { pruneStateDirectory } from './prune-state-directory.ts'

const USAGE = 'npm run prune -- --dry-run lists what would be removed; npm run prune removes it.'
const EXIT_REFUSED = 1
const EXIT_USAGE = 2

process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  const unknown = args.find((argument) => argument !== '--dry-run')
  if (unknown !== undefined) {
    console.error(`Unknown argument: ${unknown}. ${USAGE}`)
    return EXIT_USAGE
  }
  try {
    return await prune(args.includes('--dry-run'))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return EXIT_REFUSED
  }
}

async function prune(isDryRun: boolean): Promise<number> {
  const { home, retentionDays } = readSettings(process.env, homedir())
  if (retentionDays === undefined) {
    console.error(
      'SPECFLOW_RETENTION_DAYS is not set, so nothing is ever removed. Set it to a number of days.',
    )
    return EXIT_REFUSED
  }
  const before = retentionLimit(retentionDays, new Date())
  if (isDryRun) {
    const lines = listPrunable(home, before)
    for (const line of lines) console.log(line)
    console.log(`${count(lines.length)} would be removed from ${home}: ${condition(retentionDays)}.`)
    return 0
  }
  const { failed, removed } = await pruneStateDirectory({ home, before, version: ownVersion() })
  console.log(`${count(removed)} removed from ${home}: ${condition(retentionDays)}.`)
  return failed > 0 ? EXIT_REFUSED : 0
}

function condition(days: number): string {
  return `ended more than ${String(days)} ${days === 1 ? 'day' : 'days'} ago`
}

function count(number: number): string {
  return `${String(number)} ${number === 1 ? 'execution' : 'executions'}`
}

function ownVersion(): string {
  const manifest = readFileSync(join(import.meta.dirname, '../../apps/dashboard/package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
