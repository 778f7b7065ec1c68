import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { z } from '../schema/zod.ts'
import { describeAddress, findAddressProblem } from './address.ts'
import { WEBHOOK_EVENTS, WEBHOOK_PRESETS, type Webhook, type WebhookSettings } from './port.ts'

const WEBHOOKS_FILE = 'webhooks.json'

const HOUR_MS = 60 * 60 * 1_000
const DEFAULT_ANSWER_LINK_HOURS = 24

/**
 * Reads `webhooks.json` of a state directory: the one place from which addresses come. Without the file there are none.
 *
 * Throws `INVALID_INPUT` with what is wrong, where, and what to do; never with a secret.
 */
export function readWebhookSettings(home: string): WebhookSettings {
  const path = join(home, WEBHOOKS_FILE)
  const text = readPrivately(path)
  const parsed = settingsSchema.safeParse(text === undefined ? {} : parseJson(path, text))
  if (!parsed.success) {
    throw refusal(path, parsed.error.issues.map(describeIssue).join('\n'))
  }
  const { answerLinkHours, webhooks } = parsed.data
  const read = webhooks.map(toWebhook)
  for (const [index, { key }] of read.entries()) {
    const first = read.findIndex((other) => other.key === key)
    if (first !== index) {
      throw refusal(
        path,
        `webhooks[${String(index)}].url is that of webhooks[${String(first)}]; put their events into one entry.`,
      )
    }
  }
  return { webhooks: read, answerLinkMs: answerLinkHours * HOUR_MS }
}

function readPrivately(path: string): string | undefined {
  let text: string | undefined
  try {
    text = readRegularFile(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refusal(
      path,
      `It cannot be read: ${reason}. Put a plain file of your own there, or remove it.`,
      error,
    )
  }
  if (text === undefined) return undefined
  const mode = lstatSync(path).mode & 0o777
  if ((mode & 0o177) === 0) return text
  const octal = mode.toString(8).padStart(4, '0')
  throw refusal(
    path,
    `It holds secrets and its mode is ${octal}; allowed is 0600. Run chmod 600 on it, and change the secrets if others could read them.`,
  )
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The words of the parser repeat a piece of the text, which may be a secret.
    throw refusal(path, 'It is not JSON. Mend it, or remove it to send no webhooks.')
  }
}

/** Standard Webhooks: base64 of 24 to 64 bytes behind `whsec_`. */
const secretSchema = z
  .string()
  .refine(
    (text) => /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(text) && isOfLength(secretBytes(text)),
    'is not "whsec_" and then the base64 of 24 to 64 random bytes; make one with: echo "whsec_$(openssl rand -base64 32)"',
  )

const addressSchema = z.string().superRefine((text, context) => {
  const problem = findAddressProblem(text)
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
})

const webhookSchema = z
  .strictObject({
    url: addressSchema,
    secret: secretSchema.optional(),
    events: z
      .array(oneOf(WEBHOOK_EVENTS))
      .min(1, 'is empty; name an event, or leave it out to be told of all')
      .default([...WEBHOOK_EVENTS]),
    preset: oneOf(WEBHOOK_PRESETS).default('json'),
  })
  .superRefine(({ preset, secret, url }, context) => {
    if (preset === 'json' && secret === undefined) {
      const message = 'is missing; make one with: echo "whsec_$(openssl rand -base64 32)"'
      context.addIssue({ code: 'custom', path: ['secret'], message })
    }
    if (preset === 'ntfy' && URL.canParse(url) && !/\/[-_A-Za-z0-9]{1,64}$/.test(new URL(url).pathname)) {
      const message = 'does not end in a topic, as https://ntfy.sh/my-topic does, which the preset ntfy needs'
      context.addIssue({ code: 'custom', path: ['url'], message })
    }
  })

const settingsSchema = z.strictObject({
  webhooks: z.array(webhookSchema).max(20).default([]),
  answerLinkHours: z
    .unknown()
    .refine(isHours, { error: ({ input }) => `is ${show(input)}; allowed is a whole number from 1 to 168` })
    .transform(Number)
    .default(DEFAULT_ANSWER_LINK_HOURS),
})

function oneOf<const T extends readonly string[]>(allowed: T) {
  return z.enum(allowed, { error: ({ input }) => `is ${show(input)}; allowed is ${allowed.join(', ')}` })
}

function isHours(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 168
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80)
}

function secretBytes(text: string): Uint8Array {
  return Buffer.from(text.slice('whsec_'.length), 'base64')
}

function isOfLength({ length }: Uint8Array): boolean {
  return length >= 24 && length <= 64
}

function toWebhook(given: z.infer<typeof webhookSchema>, index: number): Webhook {
  const url = new URL(given.url)
  return {
    key: createHash('sha256').update(url.href).digest('hex').slice(0, 16),
    name: `webhooks[${String(index)}] (${describeAddress(url)})`,
    url,
    ...(given.secret !== undefined && { secret: secretBytes(given.secret) }),
    events: given.events,
    preset: given.preset,
  }
}

function describeIssue({ message, path }: z.core.$ZodIssue): string {
  const place = path.reduce<string>(
    (before, part) =>
      typeof part === 'number' ? `${before}[${String(part)}]` : joined(before, String(part)),
    '',
  )
  return `${place === '' ? 'It' : place}: ${message}.`
}

function joined(before: string, part: string): string {
  return before === '' ? part : `${before}.${part}`
}

function refusal(path: string, what: string, cause?: unknown): WorkflowError {
  const message = `${path} is wrong. ${what}`
  return new WorkflowError('INVALID_INPUT', message, cause === undefined ? {} : { cause })
}
