import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { subAgentIdSchema } from '../schema/index.ts'
import { stringAt } from './json-value.ts'
import { openTranscriptFile } from './transcript-file.ts'

/** More sub-agents of one session are not looked through, and no longer a description of one is read. */
const MAX_SUB_AGENTS = 500
const MAX_BYTES = 16_384

/** The id of the sub-agent that a call started, as the description beside its transcript says from its first moment on. */
export async function findSubAgent(folder: string, callId: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => [])
  const ids = names.flatMap((name) => /^agent-(.+)\.meta\.json$/.exec(name)?.[1] ?? [])
  for (const id of ids
    .filter((found) => subAgentIdSchema.safeParse(found).success)
    .slice(0, MAX_SUB_AGENTS)) {
    const description = await readDescription(join(folder, `agent-${id}.meta.json`))
    if (stringAt(description, 'toolUseId') === callId) return id
  }
  return undefined
}

async function readDescription(path: string): Promise<unknown> {
  const file = await openTranscriptFile(path)
  if (!file) return undefined
  try {
    return JSON.parse((await file.readAt(0, MAX_BYTES)).toString('utf8'))
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
