import { readFileSync } from 'node:fs'
import type { Ended } from './workspace.ts'

export interface ResultObject {
  session_id: string
  is_error: boolean
  subtype: string
  total_cost_usd: number
  num_turns: number
  result?: string
  api_error_status?: number | null
  structured_output?: StructuredOutput
  usage: { input_tokens: number }
}

export interface StructuredOutput {
  status: string
  message?: string
  questions?: { question: string; options?: { label: string }[]; multiSelect?: boolean }[]
  artifacts?: { path: string; action: string }[]
}

/** The result object of a run that wrote exactly one line. */
export function resultOf({ stdout }: Ended): ResultObject {
  const lines = stdout.toString('utf8').split('\n')
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line: ${stdout.toString('utf8')}`)
  return JSON.parse(lines[0] ?? '') as ResultObject
}

export function outputOf(ended: Ended): StructuredOutput {
  const output = resultOf(ended).structured_output
  if (output === undefined) throw new Error(`no structured output: ${ended.stdout.toString('utf8')}`)
  return output
}

/** A captured file of the real command. */
export function captured(name: string): string {
  return readFileSync(new URL(`../fixtures/captured/${name}`, import.meta.url), 'utf8')
}

/**
 * Every key with the type of its value, as sorted lines `a.b: number`. What stands under `skip` is not looked into,
 * and the name of a model is not compared.
 */
export function shapeOf(value: unknown, skip: readonly string[] = [], at = ''): string[] {
  if (value === null || typeof value !== 'object' || skip.includes(at)) return [`${at}: ${typeName(value)}`]
  if (Array.isArray(value)) return [`${at}: array`]
  const named = Object.entries(value).map(([key, child]): [string, unknown] => [
    at === 'modelUsage' ? '<model>' : key,
    child,
  ])
  const below = named.flatMap(([key, child]) => shapeOf(child, skip, at === '' ? key : `${at}.${key}`))
  return [`${at}: object`, ...below].sort()
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
