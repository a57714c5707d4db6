// Every page works without this; it adds the menu on a phone and moves the focus to an error summary.
import { initAll } from '../vendor/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// How far a job is: asked for again while it goes on; when it has ended the page says what came of it.
async function watch (region) {
  try {
    const answer = await fetch(region.dataset.progress, { headers: { 'X-Requested-With': 'progress' } })
    if (!answer.ok || answer.redirected) return
    region.innerHTML = await answer.text()
    if (region.querySelector('[data-ended]')) { window.location.reload(); return }
  } catch { /* the connection is gone for a moment */ }
  setTimeout(watch, 1000, region)
}
for (const region of document.querySelectorAll('[data-progress]')) setTimeout(watch, 1000, region)
