import { createExecutionIndex } from './execution-index.ts'
import { createIndexedStore } from './indexed-store.ts'
import type { ExecutionStore } from './port.ts'
import { decodeRecord } from './record-codec.ts'

/** A store that forgets everything at the end of the process. It keeps texts, so that no caller shares an object with it. */
export function createMemoryStore(): ExecutionStore {
  const texts = new Map<string, string>()

  return createIndexedStore(
    {
      read(id) {
        const decoded = decodeRecord(id, texts.get(id) ?? '')
        return Promise.resolve(decoded.kind === 'record' ? decoded.execution : undefined)
      },

      create(id, text) {
        if (texts.has(id)) return Promise.resolve(false)
        texts.set(id, text)
        return Promise.resolve(true)
      },

      replace(id, text) {
        texts.set(id, text)
        return Promise.resolve()
      },

      remove: (id) => Promise.resolve(texts.delete(id)),
      isSetAside: () => false,
      problems: () => [],
      unreadable: () => [],
    },
    createExecutionIndex(),
  )
}
