// One form in the ODK client: the page's address names the form, what is sent is handed to whoever drives the browser.
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const formXml = await (await fetch(new URLSearchParams(location.search).get('form'))).text();

async function onSubmit(payload, done) {
  const file = payload.data[0].get('xml_submission_file');
  window.submitted = await file.text();
  done?.({ next: null });
}

createApp({
  render: () => h(OdkWebForm, { formXml, fetchFormAttachment: async () => new Response(''), onSubmit }),
})
  .use(webFormsPlugin)
  .mount('#app');
