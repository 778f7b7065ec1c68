'use client'

import { debounce, parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { readStatus } from '../../workflow/execution-filter.ts'
import { DEFAULT_DAYS, readDays, type HistoryFilter } from '../history-filter.ts'

const PARSERS = {
  text: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
  status: parseAsString.withDefault(''),
  skill: parseAsString.withDefault(''),
  project: parseAsString.withDefault(''),
  days: parseAsInteger.withDefault(DEFAULT_DAYS),
}

/** The filter that the address has, so that it is there after a reload and can be handed on. */
export function useHistoryFilter() {
  const [values, setValues] = useQueryStates(PARSERS)
  const filter: HistoryFilter = {
    ...values,
    status: readStatus(values.status),
    days: readDays(values.days),
  }
  const change = (next: Partial<HistoryFilter>) => void setValues(next)
  const clear = () => void setValues({ text: null, status: null, skill: null, project: null })
  return { filter, change, clear }
}
