import { z } from '../schema/zod.ts'
import {
  executionSummarySchema,
  questionSchema,
  timestampSchema,
  uuidSchema,
  type HealthProblem,
} from '../schema/index.ts'

/** What a webhook can be sent for. */
export const WEBHOOK_EVENTS = ['waiting_for_input', 'completed', 'failed', 'cancelled'] as const

export const WEBHOOK_PRESETS = ['json', 'ntfy', 'slack'] as const

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
export type WebhookPreset = (typeof WEBHOOK_PRESETS)[number]

/** One entry of `webhooks.json`. */
export interface Webhook {
  /** Names it in files: derived from its address, and says nothing of it. */
  key: string
  /** Names it to people, without what its address keeps secret: `webhooks[0] (https://hooks.example)`. */
  name: string
  url: URL
  /** What deliveries are signed with; absent where the receiver is a service that cannot check it. */
  secret?: Uint8Array
  events: readonly WebhookEvent[]
  preset: WebhookPreset
}

export interface WebhookSettings {
  webhooks: readonly Webhook[]
  /** How long an answer link can be used. */
  answerLinkMs: number
}

/** What is sent, in the preset `json` word for word. Texts are without secrets of known shapes, and cut. */
export const webhookPayloadSchema = z.object({
  type: z.enum(WEBHOOK_EVENTS.map((event) => `execution.${event}` as const)),
  /** As in the header `webhook-id`: one for an event, however often and to whomever it is sent. */
  id: z.string(),
  /** When it happened. */
  at: timestampSchema,
  execution: executionSummarySchema,
  /** Of `execution.waiting_for_input`: what is asked. */
  questions: z.array(questionSchema).optional(),
  /** Where these questions can be answered once, by whoever has this address. */
  answerUrl: z.string().optional(),
  /** The page of the execution. */
  url: z.string().optional(),
})

/** What is owed to one webhook: a file of the outbox. */
export const deliverySchema = z.object({
  schemaVersion: z.literal(1),
  /** Of the webhook. */
  webhook: z.string(),
  executionId: uuidSchema,
  payload: webhookPayloadSchema,
  /** Attempts that have failed. */
  attempts: z.number().int().nonnegative(),
  nextAttemptAt: timestampSchema,
  /** Why the last attempt failed, in words. */
  reason: z.string().optional(),
})

export type WebhookPayload = z.infer<typeof webhookPayloadSchema>
export type Delivery = z.infer<typeof deliverySchema>

/** A payload in the words of a preset. */
export interface RenderedMessage {
  url: URL
  /** JSON. */
  body: string
}

/** Tells receivers what happened to executions. */
export interface Webhooks {
  problems(): HealthProblem[]
  /** Nothing is sent or written any more when it resolves; what is owed is sent by the next server. Idempotent. */
  stop(): Promise<void>
}
