import { ifAllowed } from '../../lib/if-allowed.ts'
import { z } from '../../lib/zod.ts'

const KEY = 'specflow.news'
const MOST_KEPT = 100
/** Longer than it takes until every tab sees what one of them has stored. */
const HELD_MS = 5_000

const keysSchema = z.array(z.string()).catch([])
/** Of this tab, should the browser forbid its storage. */
const claimedHere = new Set<string>()

/** Answers `true` to one of the tabs of this browser that ask for the same key, once. */
export async function claimNews(key: string): Promise<boolean> {
  if (claimedHere.has(key)) return false
  claimedHere.add(key)
  if (!('locks' in navigator)) return store(key)
  return new Promise((resolve) => {
    void navigator.locks.request(`${KEY} ${key}`, { ifAvailable: true }, async (lock) => {
      const isMine = lock !== null && store(key)
      resolve(isMine)
      if (isMine) await new Promise((release) => setTimeout(release, HELD_MS))
    })
  })
}

/** Answers whether it was not there yet. */
function store(key: string): boolean {
  const keys = readKeys()
  if (keys.includes(key)) return false
  ifAllowed(() => {
    window.localStorage.setItem(KEY, JSON.stringify([...keys, key].slice(-MOST_KEPT)))
  })
  return true
}

function readKeys(): string[] {
  const text = ifAllowed(() => window.localStorage.getItem(KEY))
  return keysSchema.parse(ifAllowed<unknown>(() => JSON.parse(text ?? '[]')))
}
