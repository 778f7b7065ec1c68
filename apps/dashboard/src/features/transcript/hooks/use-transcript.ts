'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Transcript } from '@specflow/workflow/schema'
import { trpc } from '../../../trpc/client.ts'
import { followTranscript } from '../follow-transcript.ts'
import { appendPage, prependPage, type TranscriptLog } from '../transcript-log.ts'
import { visibleWait } from '../visible-wait.ts'

export interface TranscriptReference {
  id: string
  /** A sub-agent's instead of the session's own. */
  agentId?: string
  /** Likewise, by the call that started it. */
  callId?: string
  /** Whether it can still grow. */
  isLive: boolean
}

export interface TranscriptState {
  /** Absent until the first answer. */
  log: TranscriptLog | undefined
  error: unknown
  isLoadingOlder: boolean
  /** Reads the part before what is known; nothing happens at the beginning, or while that is going on. */
  loadOlder(): void
}

/** A transcript from its newest part on, followed while it grows and the page is visible. */
export function useTranscript({ id, agentId, callId, isLive }: TranscriptReference): TranscriptState {
  const utils = trpc.useUtils()
  const [log, setLog] = useState<TranscriptLog>()
  const [error, setError] = useState<unknown>()
  const [isLoadingOlder, setIsLoadingOlder] = useState(false)
  // The loop that follows goes on over renders and must see what the last answer brought.
  const known = useRef<TranscriptLog>(undefined)

  const show = useCallback((next: TranscriptLog) => {
    known.current = next
    setLog(next)
  }, [])

  const read = useCallback(
    (place: { after?: number; before?: number }, signal?: AbortSignal): Promise<Transcript> => {
      const input = {
        id,
        ...(agentId !== undefined && { agentId }),
        ...(callId !== undefined && { callId }),
        ...place,
      }
      // Only the first part may have been fetched before; the others are asked for once and kept in the log.
      if (place.after === undefined && place.before === undefined && known.current === undefined)
        return utils.workflow.transcript.fetch(input, { staleTime: PREFETCHED_MS, retry: false })
      return utils.client.workflow.transcript.query(input, signal && { signal })
    },
    [agentId, callId, id, utils],
  )

  useEffect(() => {
    const abort = new AbortController()
    void followTranscript({
      read: (after) => read(after === undefined ? {} : { after }, abort.signal),
      knownEnd: () => (known.current?.state === 'ready' ? known.current.end : undefined),
      take: (page, after) => {
        show(appendPage(known.current, page, after))
        setError(undefined)
      },
      fail: setError,
      isLive,
      wait: visibleWait,
      signal: abort.signal,
    })
    return () => {
      abort.abort()
    }
  }, [isLive, read, show])

  const loadOlder = useCallback(() => {
    const before = known.current?.start
    if (before === undefined || before === 0 || isLoadingOlder) return
    setIsLoadingOlder(true)
    read({ before })
      .then(
        (page) => {
          if (known.current) show(prependPage(known.current, page, before))
        },
        // Asked for again at the next scroll; what stands on the page stays.
        () => undefined,
      )
      .finally(() => {
        setIsLoadingOlder(false)
      })
  }, [isLoadingOlder, read, show])

  return { log, error, isLoadingOlder, loadOlder }
}

const PREFETCHED_MS = 5_000
