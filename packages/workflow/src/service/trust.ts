import { WorkflowError } from '../errors.ts'
import type { Brought, Preflight } from '../schema/index.ts'
import { hashSources } from '../trust/brought-source.ts'
import { readRepository } from '../trust/read-repository.ts'
import { readSkillHooks } from '../trust/read-skills.ts'
import type { ServiceContext } from './context.ts'

type FolderTrust = Pick<Preflight, 'brings' | 'hash' | 'isAcknowledged'>

/** What the folder brings as it is now, and whether that is what was acknowledged. Reads only. */
export async function readTrust(
  { acknowledgements, skills }: Pick<ServiceContext, 'acknowledgements' | 'skills'>,
  path: string,
): Promise<FolderTrust> {
  const [repository, found] = await Promise.all([readRepository(path), skills.list(path)])
  const sources = [...repository, ...readSkillHooks(found)]
  const brings = sources.flatMap((source) => source.brings)
  const hash = hashSources(sources)
  if (hash === undefined) return { brings, isAcknowledged: true }
  const known = await acknowledgements.find(path)
  return { brings, hash, isAcknowledged: known?.hash === hash }
}

export interface Folder {
  name: string
  path: string
}

/** What is about to run may run, as far as its folder is concerned. */
export interface Trusted {
  /** Writes an acknowledgement down that is new. Called when nothing else can refuse. Throws `STORAGE_FULL` and `STORAGE_UNWRITABLE`. */
  keep(): Promise<void>
}

/**
 * Throws `TRUST_REQUIRED` with the list and its hash unless what the folder brings was acknowledged before, or is by this
 * hash. A hash of something else is refused in any case: whoever sends it has read something else.
 */
export async function requireTrust(
  context: ServiceContext,
  folder: Folder,
  acknowledge: string | undefined,
): Promise<Trusted> {
  const { brings, hash, isAcknowledged } = await readTrust(context, folder.path)
  const isSettled = hash === undefined || (acknowledge === undefined && isAcknowledged)
  if (!isSettled && acknowledge !== hash) {
    const isOld = acknowledge !== undefined
    throw new WorkflowError('TRUST_REQUIRED', describeRefusal(folder, { brings, hash, isOld }), {
      details: { hash, brings },
    })
  }
  return {
    keep: async () => {
      if (hash === undefined || isAcknowledged) return
      await context.acknowledgements.keep(folder.path, { hash, acknowledgedAt: context.timestamp() })
    },
  }
}

/** The same for a run that was accepted. Its error is for the record and the log, and names kinds alone. */
export async function requireTrustStill(
  context: Pick<ServiceContext, 'acknowledgements' | 'skills'>,
  { name, path }: Folder,
): Promise<void> {
  const { brings, isAcknowledged } = await readTrust(context, path)
  if (isAcknowledged) return
  throw new WorkflowError(
    'TRUST_REQUIRED',
    `What the folder of the project ${name} brings (${countKinds(brings)}) changed after this was accepted, and nobody has acknowledged it as it is now: ${path}`,
  )
}

function describeRefusal(
  { name, path }: Folder,
  { brings, hash, isOld }: { brings: readonly Brought[]; hash: string; isOld: boolean },
): string {
  const remedy = `Read it, and send "acknowledge": "${hash}" to let it run.`
  const found = `the folder of the project ${name} brings (${countKinds(brings)})`
  return isOld
    ? `What was acknowledged is not what ${found} now: ${path}. ${remedy}`
    : `Nobody has acknowledged what ${found}: ${path}. ${remedy}`
}

const WORDS: Record<Brought['kind'], readonly [one: string, many: string]> = {
  hook: ['hook', 'hooks'],
  mcp_server: ['MCP server', 'MCP servers'],
  environment: ['environment override', 'environment overrides'],
  command: ['command', 'commands'],
  permissions: ['permission rule', 'permission rules'],
  plugin: ['plugin', 'plugins'],
  setting: ['setting', 'settings'],
  unreadable: ['thing that cannot be read', 'things that cannot be read'],
}

function countKinds(brings: readonly Brought[]): string {
  const counts = new Map<Brought['kind'], number>()
  for (const { kind } of brings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${String(count)} ${WORDS[kind][count === 1 ? 0 : 1]}`).join(', ')
}
