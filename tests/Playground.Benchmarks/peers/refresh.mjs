// node refresh.mjs METADATA_DIR URL TARGET: refreshes, looks one target up and downloads it, where it was not before. The folder holds a
// trusted root.json.
import { join } from 'node:path';
import { Updater } from 'tuf-js';

const [metadataDir, url, target] = process.argv.slice(2);
const base = url.replace(/\/$/, '');
const updater = new Updater({ metadataDir, metadataBaseUrl: base, targetDir: metadataDir, targetBaseUrl: base });
await updater.refresh();
const info = await updater.getTargetInfo(target);
const path = join(metadataDir, 'artifact');
if (!(await updater.findCachedTarget(info, path))) await updater.downloadTarget(info, path);
