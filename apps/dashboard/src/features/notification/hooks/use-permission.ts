'use client'

import { useSyncExternalStore } from 'react'
import { readPermission, subscribeToPermission, type Permission } from '../permission.ts'

export function usePermission(): Permission {
  return useSyncExternalStore(subscribeToPermission, readPermission, () => 'default')
}
