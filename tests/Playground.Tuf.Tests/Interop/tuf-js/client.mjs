// tuf-js as a client: every question is answered by a new one, which knows only what its folder holds.
import fs from 'node:fs';
import path from 'node:path';
import { Updater } from 'tuf-js';
import { answer } from './answers.mjs';

function client({ metadata, metadataUrl, artifacts, targetsUrl }) {
  return new Updater({
    metadataDir: metadata,
    metadataBaseUrl: metadataUrl,
    targetDir: artifacts,
    targetBaseUrl: targetsUrl,
    config: { fetchRetry: 0 },
  });
}

// What is trusted afterwards: every role in the folder, and its version.
function trusted({ metadata }) {
  const versions = {};
  for (const file of fs.readdirSync(metadata).sort()) {
    versions[decodeURIComponent(path.basename(file, '.json'))] = JSON.parse(fs.readFileSync(path.join(metadata, file))).signed.version;
  }

  return versions;
}

await answer({
  async refresh(about) {
    await client(about).refresh();
    return trusted(about);
  },

  // The file it was downloaded to, or null where no role lists the target.
  async download(about) {
    const updater = client(about);
    await updater.refresh();
    const found = await updater.getTargetInfo(about.target);
    return found ? await updater.downloadTarget(found) : null;
  },
});
