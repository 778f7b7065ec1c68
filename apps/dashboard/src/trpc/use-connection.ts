'use client'

import { createContext, use, useSyncExternalStore } from 'react'
import { createServerConnection, type ConnectionState } from './connection.ts'

export const ServerConnectionContext = createContext(createServerConnection())

export function useConnection(): ConnectionState {
  const connection = use(ServerConnectionContext)
  return useSyncExternalStore(connection.subscribe, connection.getState, connection.getState)
}
