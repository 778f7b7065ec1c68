import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { errnoCode } from '../../files/storage-error.ts'
import { isStaleTemporaryName } from '../../files/temporary-file.ts'
import { isUuid } from '../../schema/index.ts'
import { SNAPSHOT_DIRECTORY } from '../../snapshot/snapshot-file.ts'
import { BACKUP_DIRECTORY } from '../../store/backups.ts'
import { QUARANTINE_DIRECTORY } from '../../store/quarantine.ts'

const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

const ENTRIES_PER_TURN = 512
const OWN_FILES = [
  'owner.json',
  'home-id',
  'token',
  'registry.json',
  'limits.json',
  'acknowledgements.json',
  'sample-project.given',
  'webhooks.json',
  'answer-links.json',
]
const OWN_FILE_NAMES = /^owner\.next\.[0-9a-f-]{36}\.json$/
const PLAIN_FOLDERS = [QUARANTINE_DIRECTORY, BACKUP_DIRECTORY]
const SAMPLE_COPY = /^sample-project\.[0-9a-f-]{36}\.tmp$/
/** What the process runner and its supervisor write beside the file that is meant. */
const RUN_TEMPORARY = /\.(?:tmp|watchdog)$/

/** What lies in the state directory and is SpecFlow's own, as the operating system describes it. */
export interface EntryFacts {
  /** Every entry that was looked at, the state directory itself included. */
  total: number
  /** Ours, with another mode than `expected`. */
  wrongModes: { path: string; mode: number; expected: number }[]
  /** In our place, and somebody else's. */
  strangers: { path: string; uid: number }[]
  /** Links and special files where a file or a folder of ours belongs. */
  oddities: string[]
  /** Left by writers that are gone. */
  staleTemporaries: string[]
  /** Written beside a file of a run; stale only when that run is over. */
  runTemporaries: { path: string; executionId: string }[]
  /** Copies of the sample project that were not finished. */
  sampleCopies: string[]
  /** By execution id, the attempts that have a folder. */
  runFolders: Map<string, Set<number>>
}

interface Walk {
  facts: EntryFacts
  uid: number
}

type Kind = 'file' | 'folder'

/**
 * Goes through what is SpecFlow's own by its name. Files of other tools are left out, and so is the inside of the sample
 * project, which is a project like any other. No link is followed.
 */
export async function readEntries(home: string, uid: number): Promise<EntryFacts> {
  const facts: EntryFacts = {
    total: 0,
    wrongModes: [],
    strangers: [],
    oddities: [],
    staleTemporaries: [],
    runTemporaries: [],
    sampleCopies: [],
    runFolders: new Map(),
  }
  const walk: Walk = { facts, uid }
  await look(walk, home, 'folder')
  for (const name of listNames(home)) {
    const path = join(home, name)
    if (isStaleTemporaryName(name)) facts.staleTemporaries.push(path)
    else if (SAMPLE_COPY.test(name)) facts.sampleCopies.push(path)
    else if (OWN_FILES.includes(name) || OWN_FILE_NAMES.test(name)) await look(walk, path, 'file')
    else if (name === QUARANTINE_DIRECTORY) await walkPlainFolder(walk, path)
  }
  await walkWorkflows(walk, join(home, 'workflows'))
  await walkOutbox(walk, join(home, 'outbox'))
  return facts
}

/** What is owed to the receivers of webhooks, and what was given up. */
async function walkOutbox(walk: Walk, path: string): Promise<void> {
  if (!(await look(walk, path, 'folder'))) return
  for (const name of listNames(path)) {
    const entry = join(path, name)
    if (isStaleTemporaryName(name)) walk.facts.staleTemporaries.push(entry)
    else if (name === 'failed') await walkPlainFolder(walk, entry)
    else await look(walk, entry, 'file')
  }
}

async function walkWorkflows(walk: Walk, path: string): Promise<void> {
  if (!(await look(walk, path, 'folder'))) return
  for (const name of listNames(path)) {
    const entry = join(path, name)
    if (isStaleTemporaryName(name)) walk.facts.staleTemporaries.push(entry)
    else if (isUuid(name.replace(/\.json$/, '')) && name.endsWith('.json')) await look(walk, entry, 'file')
    else if (PLAIN_FOLDERS.includes(name)) await walkPlainFolder(walk, entry)
    else if (isUuid(name)) await walkExecution(walk, entry, name)
  }
}

async function walkExecution(walk: Walk, path: string, executionId: string): Promise<void> {
  if (!(await look(walk, path, 'folder'))) return
  const attempts = new Set<number>()
  walk.facts.runFolders.set(executionId, attempts)
  // What git keeps for a snapshot has modes of git's own; the folder around it lets nobody else in.
  await look(walk, join(path, SNAPSHOT_DIRECTORY), 'folder')
  for (const name of listNames(path)) {
    const [, attempt] = /^run-([1-9]\d{0,8})$/.exec(name) ?? []
    if (attempt === undefined) continue
    attempts.add(Number(attempt))
    for (const file of await walkPlainFolder(walk, join(path, name))) {
      if (RUN_TEMPORARY.test(file)) {
        walk.facts.runTemporaries.push({ path: join(path, name, file), executionId })
      }
    }
  }
}

/** A folder that holds files only; answers their names. */
async function walkPlainFolder(walk: Walk, path: string): Promise<string[]> {
  if (!(await look(walk, path, 'folder'))) return []
  const names = listNames(path)
  for (const name of names) await look(walk, join(path, name), 'file')
  return names
}

/** Notes what is wrong with an entry; whether it is there, of this kind, and ours. */
async function look({ facts, uid }: Walk, path: string, kind: Kind): Promise<boolean> {
  const stats = statsOf(path)
  if (!stats) return false
  facts.total += 1
  if (facts.total % ENTRIES_PER_TURN === 0) await setImmediate()
  const isOfKind = kind === 'folder' ? stats.isDirectory() : stats.isFile()
  const expected = kind === 'folder' ? PRIVATE_FOLDER : PRIVATE_FILE
  const mode = stats.mode & 0o777
  if (!isOfKind) facts.oddities.push(path)
  else if (stats.uid !== uid) facts.strangers.push({ path, uid: stats.uid })
  else if (mode !== expected) facts.wrongModes.push({ path, mode, expected })
  return isOfKind && stats.uid === uid
}

/** A run may end, and a file may be replaced, while the walk is on. */
function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

function listNames(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw error
  }
}
