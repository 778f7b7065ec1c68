import type { QuestionSet } from '@specflow/workflow/schema'
import { ifAllowed } from '../../lib/if-allowed.ts'
import { EMPTY_DRAFT, keptDraftSchema, type Draft, type KeptDraft } from './draft.ts'

const PREFIX = 'specflow.draft.'

export interface DraftStore {
  /** The same object until it is written again. */
  read(questionSetId: string): Draft
  write(kept: KeptDraft): void
  remove(questionSetId: string): void
  /** Those of one execution, whether it still asks or not. The same list until one of all drafts changes. */
  keptOf(executionId: string): readonly KeptDraft[]
  subscribe(listener: () => void): () => void
}

/**
 * Drafts by question set, so that neither a poll nor a failed submit nor a reload loses what somebody typed, and with the
 * questions, which the record forgets when an execution is cancelled. Kept in memory, and in the given storage as far as
 * it lets us: a browser may forbid it or be full.
 */
export function createDraftStore(storage: () => Storage): DraftStore {
  /** `undefined` for what is known not to be there. */
  const drafts = new Map<QuestionSet['id'], KeptDraft | undefined>()
  const lists = new Map<string, readonly KeptDraft[]>()
  const listeners = new Set<() => void>()

  function find(questionSetId: string): KeptDraft | undefined {
    if (!drafts.has(questionSetId)) drafts.set(questionSetId, readStored(storage, questionSetId))
    return drafts.get(questionSetId)
  }

  function notify() {
    lists.clear()
    for (const listener of listeners) listener()
  }

  return {
    read: (questionSetId) => find(questionSetId)?.draft ?? EMPTY_DRAFT,

    write(kept) {
      drafts.set(kept.questionSet.id, kept)
      ifAllowed(() => {
        storage().setItem(PREFIX + kept.questionSet.id, JSON.stringify(kept))
      })
      notify()
    },

    remove(questionSetId) {
      drafts.set(questionSetId, undefined)
      ifAllowed(() => {
        storage().removeItem(PREFIX + questionSetId)
      })
      notify()
    },

    keptOf(executionId) {
      const known = lists.get(executionId)
      if (known) return known
      const ids = new Set([...storedIds(storage), ...drafts.keys()])
      const list = [...ids].map(find).filter((kept) => kept?.executionId === executionId)
      const found = list.filter((kept) => kept !== undefined)
      lists.set(executionId, found)
      return found
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readStored(storage: () => Storage, questionSetId: string): KeptDraft | undefined {
  const text = ifAllowed(() => storage().getItem(PREFIX + questionSetId))
  const parsed = ifAllowed<unknown>(() => JSON.parse(text ?? 'null'))
  return keptDraftSchema.safeParse(parsed).data
}

function storedIds(storage: () => Storage): string[] {
  const keys = ifAllowed(() => Object.keys(storage())) ?? []
  return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
}
