'use client'

import { createContext } from 'react'

export interface OpenRows {
  isOpen(key: string): boolean
  setOpen(key: string, open: boolean): void
}

/** Which rows are open: kept outside of them, because a row that is out of sight is not there. */
export const OpenRowsContext = createContext<OpenRows>({ isOpen: () => false, setOpen: () => undefined })
