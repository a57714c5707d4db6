// Every page works without this; it adds the menu on a phone and moves the focus to an error summary.
import { initAll } from '../vendor/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
