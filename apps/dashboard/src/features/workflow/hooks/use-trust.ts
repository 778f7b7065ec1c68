'use client'

import { useState } from 'react'
import type { Brought } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'
import { readTrustRefusal } from '../trust-refusal.ts'
import { usePreflight } from './use-preflight.ts'

export interface Trust {
  /** What has to be read before anything may run; absent where nobody has to. */
  toRead?: { hash: string; brings: readonly Brought[] }
  isRead: boolean
  setRead: (isRead: boolean) => void
  /** While it is not read nothing is sent. */
  isShut: boolean
  /** Goes along with what is sent. */
  acknowledgement: { acknowledge?: string }
  /** To be told of every refusal: its list is newer than the one that was shown. */
  onError: (error: unknown) => void
}

/** Whether somebody has to read what the folder brings first. What is ticked holds for the list that was shown and for no other. */
export function useTrust(projectId: string, skill: string, enabled = true): Trust {
  const utils = trpc.useUtils()
  const { data, dataUpdatedAt } = usePreflight(projectId, skill, enabled)
  const [refused, setRefused] = useState<{ at: number; toRead: NonNullable<Trust['toRead']> }>()
  const [readHash, setReadHash] = useState<string>()
  const { brings, hash, isAcknowledged } = data ?? {}
  // A server that is older than this page asks for nothing.
  const known = isAcknowledged === false && hash !== undefined && brings ? { hash, brings } : undefined
  const toRead = refused && refused.at >= dataUpdatedAt ? refused.toRead : known
  const isRead = toRead !== undefined && readHash === toRead.hash
  return {
    ...(toRead && { toRead }),
    isRead,
    setRead: (isTicked) => {
      setReadHash(isTicked ? toRead?.hash : undefined)
    },
    isShut: toRead !== undefined && !isRead,
    acknowledgement: isRead ? { acknowledge: toRead.hash } : {},
    onError: (error) => {
      const list = readTrustRefusal(error)
      if (!list) return
      setRefused({ at: Date.now(), toRead: list })
      void utils.project.preflight.invalidate({ projectId, skill })
    },
  }
}
