import type { Brought } from '@specflow/workflow/schema'
import { readRefusal } from '../../trpc/refusal.ts'

/** What a refusal for want of an acknowledgement says that there is to read; `undefined` for any other. */
export function readTrustRefusal(error: unknown): { hash: string; brings: readonly Brought[] } | undefined {
  const refusal = readRefusal(error)
  if (refusal?.code !== 'TRUST_REQUIRED') return undefined
  const { brings, hash } = refusal.details ?? {}
  // Made by the server, from the schema that its answers are of.
  return typeof hash === 'string' && Array.isArray(brings) ? { hash, brings: brings as Brought[] } : undefined
}
