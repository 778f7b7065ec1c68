'use client'

import { useEffect, type RefObject } from 'react'
import { focusOpenQuestion, QUESTIONS_ID } from '../focus-question.ts'

/** Who came by an address that names the questions begins to answer at once. The next round takes no focus. */
export function useFocusOnArrival(formRef: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    if (!formRef.current || window.location.hash !== `#${QUESTIONS_ID}`) return
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
    focusOpenQuestion()
  }, [formRef])
}
