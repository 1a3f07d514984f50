// Bundles the client into built/: a page, a script, a style; nothing is fetched from elsewhere when it runs.
import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';

await build({
  entryPoints: ['main.js'],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: 'built',
  loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
  define: {
    'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
});
await writeFile(
  'built/index.html',
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ODK client</title>' +
    '<link rel="icon" href="data:,"></head>' +
    '<body><div id="app"></div><script type="module" src="main.js"></script></body></html>\n',
);
