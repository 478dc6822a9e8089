/* The one script of the pages: everything works without it. */
import { Button } from 'govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk/components/notification-banner/notification-banner.mjs'
import { PasswordInput } from 'govuk/components/password-input/password-input.mjs'
import { SkipLink } from 'govuk/components/skip-link/skip-link.mjs'
import { createAll } from 'govuk/init.mjs'

const parts = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, SkipLink
]

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const part of parts) createAll(part)

// What a page kept in this tab goes with whoever signs out.
document.querySelector('form[action$="/sign-out/"]')?.addEventListener('submit', () => {
  try { sessionStorage.clear() } catch { /* nothing was kept */ }
})
