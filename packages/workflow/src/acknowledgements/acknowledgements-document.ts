import { z } from 'zod'
import { timestampSchema } from '../schema/index.ts'
import type { Acknowledgement } from './port.ts'

const documentSchema = z.object({
  version: z.literal(1),
  /** Pairs and not a map: a folder may be called like a property of every object. */
  folders: z.array(
    z.object({ path: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/), acknowledgedAt: timestampSchema }),
  ),
})

/** By the real path of the folder. Throws for a text that does not say it. */
export function readAcknowledgements(text: string | undefined): Map<string, Acknowledgement> {
  if (text === undefined) return new Map()
  const { folders } = documentSchema.parse(JSON.parse(text))
  return new Map(folders.map(({ path, ...acknowledgement }) => [path, acknowledgement]))
}

export function writeAcknowledgements(kept: ReadonlyMap<string, Acknowledgement>): string {
  const folders = [...kept].map(([path, { acknowledgedAt, hash }]) => ({ path, hash, acknowledgedAt }))
  return `${JSON.stringify({ version: 1, folders }, undefined, 2)}\n`
}
