import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ChangesPoller } from '../../../src/features/workflow/components/changes-poller.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'

it('is rendered where there is no document', () => {
  const { wrapper: Wrapper } = createFakeApi(() => undefined)
  expect(
    renderToString(
      <Wrapper>
        <ChangesPoller />
      </Wrapper>,
    ),
  ).toBe('')
})
