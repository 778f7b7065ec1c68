'use client'

import { useEffect } from 'react'
import { setPollingPace } from '../../../lib/polling-pace.ts'
import { askWhenLookedAt } from '../../../trpc/ask-when-looked-at.ts'
import { Notifier } from '../../notification/components/notifier.tsx'
import { useSettings } from '../hooks/use-settings.ts'

export function SettingsInForce() {
  const { polling } = useSettings()
  useEffect(() => {
    setPollingPace(polling)
    const stop = polling === 'looking' ? askWhenLookedAt() : undefined
    return () => {
      stop?.()
      setPollingPace('normal')
    }
  }, [polling])
  return <Notifier />
}
