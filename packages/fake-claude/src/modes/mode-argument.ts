import { constants } from 'node:os'
import { isAbsolute } from 'node:path'
import { LEAF_KINDS, type LeafKind } from '../process/leaf-kinds.ts'
import { API_ERRORS } from './api-errors.ts'
import type { ModeDescription } from './catalog.ts'

/** Throws an `Error` that names the mode, the value and what is allowed. */
export function checkModeArgument(
  name: string,
  form: ModeDescription['argument'],
  argument: string | undefined,
): void {
  if (form === undefined) {
    if (argument !== undefined) throw new Error(`mode "${name}" takes no argument, not "${argument}"`)
    return
  }
  const { fits, allowed } = FORMS[form]
  if (argument === undefined || !fits(argument.trim())) {
    throw new Error(`mode "${name}" has the argument "${argument ?? ''}"; allowed: ${allowed}`)
  }
}

export function isLeafKind(text: string): text is LeafKind {
  return (LEAF_KINDS as readonly string[]).includes(text)
}

export function isSignal(text: string): text is NodeJS.Signals {
  return Object.hasOwn(constants.signals, text)
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

interface Form {
  fits: (argument: string) => boolean
  allowed: string
}

const FORMS: Readonly<Record<NonNullable<ModeDescription['argument']>, Form>> = {
  number: { fits: (text) => /^\d{1,12}(?:e\d)?$/.test(text), allowed: 'a whole number such as 3 or 150e6' },
  signal: { fits: isSignal, allowed: 'the name of a signal such as SIGKILL' },
  status: { fits: (text) => API_ERRORS.has(Number(text)), allowed: [...API_ERRORS.keys()].join(', ') },
  leaf: { fits: isLeafKind, allowed: LEAF_KINDS.join(', ') },
  path: { fits: isAbsolute, allowed: 'an absolute path without comma and plus' },
  json: { fits: isJson, allowed: 'JSON' },
}
