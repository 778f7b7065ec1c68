import { ifAllowed } from '../../lib/if-allowed.ts'
import { POLLING_PACES } from '../../lib/polling-pace.ts'
import { z } from '../../lib/zod.ts'
import { readStoredText, writeStoredText } from './stored-text.ts'

/** What is damaged, or of another version, is as if it had never been set; the rest counts. */
const settingsSchema = z.object({
  /** Wanted; whether there are any, the browser's permission says too. */
  notifications: z.boolean().catch(false),
  sound: z.boolean().catch(false),
  polling: z.enum(POLLING_PACES).catch('normal'),
  /** The person has said what they think of notifications, and is not asked again. */
  isOfferAnswered: z.boolean().catch(false),
})

export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = {
  notifications: false,
  sound: false,
  polling: 'normal',
  isOfferAnswered: false,
}

let lastText: string | null = null
let lastSettings = DEFAULT_SETTINGS

/** The same object until something is changed. */
export function readSettings(): Settings {
  const text = readStoredText()
  if (text !== lastText) {
    lastText = text
    lastSettings = parse(text)
  }
  return lastSettings
}

/** In force at once, in every open page of this browser. */
export function changeSettings(change: Partial<Settings>): void {
  writeStoredText(JSON.stringify({ ...readSettings(), ...change }))
}

function parse(text: string | null): Settings {
  const value = ifAllowed<unknown>(() => JSON.parse(text ?? '{}'))
  return settingsSchema.safeParse(value).data ?? DEFAULT_SETTINGS
}
