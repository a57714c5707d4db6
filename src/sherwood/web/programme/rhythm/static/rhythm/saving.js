// Keeps the draft while it is written: after each field that is left. Without this, “Save the draft” does it.
const form = document.querySelector('[data-saves-itself]')
const told = form?.querySelector('[data-saved]')
let saving = Promise.resolve()

async function save () {
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'saving' }
    })
    const said = await answer.json()
    if (said.revision) form.elements.revision.value = said.revision
    told.textContent = said.said
  } catch {
    told.textContent = 'Not saved: the site did not answer. What you typed is still here; try “Save the draft”.'
  }
}

// one after another, so that each save knows the revision that the one before it made
form?.addEventListener('change', () => { saving = saving.then(save) })

let handedIn = false
form?.addEventListener('submit', event => {
  if (handedIn) return
  event.preventDefault()
  const button = event.submitter
  saving.then(() => { handedIn = true; form.requestSubmit(button) })
})
