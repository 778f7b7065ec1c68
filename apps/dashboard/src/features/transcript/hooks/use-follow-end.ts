'use client'

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { countRowsFrom, type TranscriptRow } from '../transcript-rows.ts'

/** So near to the end still counts as there. */
const AT_END_PX = 40
const ESTIMATED_ROW_PX = 52
/** So near to the beginning the part before it is asked for. */
const AT_START_PX = 300

interface FollowOptions {
  rows: readonly TranscriptRow[]
  /** Of the file that is known. */
  end: number
  hasOlder: boolean
  loadOlder: () => void
}

export interface FollowedList {
  regionRef: RefObject<HTMLDivElement | null>
  virtualizer: Virtualizer<HTMLDivElement, Element>
  isFollowing: boolean
  /** Rows that came while the end was out of sight. */
  newRows: number
  onScroll: () => void
  jumpToEnd: () => void
}

/** A long list in a region of its own that stays at its end until somebody scrolls away, and grows at its beginning in place. */
export function useFollowEnd({ rows, end, hasOlder, loadOlder }: FollowOptions): FollowedList {
  const regionRef = useRef<HTMLDivElement>(null)
  const [isFollowing, setIsFollowing] = useState(true)
  const [seenEnd, setSeenEnd] = useState(end)
  const hasStarted = useRef(false)
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => regionRef.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
  })

  useLayoutEffect(() => {
    if (hasStarted.current || rows.length === 0) return
    hasStarted.current = true
    virtualizer.scrollToEnd()
  }, [rows.length, virtualizer])

  const onScroll = () => {
    const region = regionRef.current
    if (!region) return
    const following = region.scrollHeight - region.clientHeight - region.scrollTop <= AT_END_PX
    if (following !== isFollowing) {
      setIsFollowing(following)
      setSeenEnd(end)
    }
    if (region.scrollTop < AT_START_PX && hasOlder) loadOlder()
  }
  const jumpToEnd = () => {
    virtualizer.scrollToEnd()
    setIsFollowing(true)
  }
  const newRows = isFollowing ? 0 : countRowsFrom(rows, seenEnd)
  return { regionRef, virtualizer, isFollowing, newRows, onScroll, jumpToEnd }
}
