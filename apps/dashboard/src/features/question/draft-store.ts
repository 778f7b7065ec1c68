import { ifAllowed } from '../../lib/if-allowed.ts'
import { EMPTY_DRAFT, draftSchema, type Draft } from './draft.ts'

const PREFIX = 'specflow.draft.'

export interface DraftStore {
  /** The same object until it is written again. */
  read(questionSetId: string): Draft
  write(questionSetId: string, draft: Draft): void
  remove(questionSetId: string): void
  subscribe(listener: () => void): () => void
}

/**
 * Drafts by question set, so that neither a poll nor a failed submit nor a reload loses what somebody typed. Kept in
 * memory, and in the given storage as far as it lets us: a browser may forbid it or be full.
 */
export function createDraftStore(storage: () => Storage): DraftStore {
  const drafts = new Map<string, Draft>()
  const listeners = new Set<() => void>()

  function notify() {
    for (const listener of listeners) listener()
  }

  return {
    read(questionSetId) {
      const draft = drafts.get(questionSetId) ?? readStored(storage, PREFIX + questionSetId)
      drafts.set(questionSetId, draft)
      return draft
    },

    write(questionSetId, draft) {
      drafts.set(questionSetId, draft)
      ifAllowed(() => {
        storage().setItem(PREFIX + questionSetId, JSON.stringify(draft))
      })
      notify()
    },

    remove(questionSetId) {
      drafts.delete(questionSetId)
      ifAllowed(() => {
        storage().removeItem(PREFIX + questionSetId)
      })
      notify()
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readStored(storage: () => Storage, key: string): Draft {
  const text = ifAllowed(() => storage().getItem(key))
  const parsed = ifAllowed<unknown>(() => JSON.parse(text ?? 'null'))
  return draftSchema.safeParse(parsed).data ?? EMPTY_DRAFT
}
