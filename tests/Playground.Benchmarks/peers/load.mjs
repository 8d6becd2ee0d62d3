// node load.mjs FILE KEYFILE ROUNDS: reads a targets file and verifies its signature; prints the median in milliseconds.
import { readFileSync } from 'node:fs';
import { Key, Metadata } from '@tufjs/models';

const [file, keyFile, rounds] = process.argv.slice(2);
const bytes = readFileSync(file);
const key = JSON.parse(readFileSync(keyFile, 'utf8'));
const times = [];
for (let round = -1; round < Number(rounds); round++) {
  const start = performance.now();
  const metadata = Metadata.fromJSON('targets', JSON.parse(bytes.toString('utf8')));
  Key.fromJSON(key.keyid, key.key).verifySignature(metadata);
  if (round >= 0) times.push(performance.now() - start);
}

times.sort((a, b) => a - b);
console.log(times[times.length >> 1].toFixed(1));
