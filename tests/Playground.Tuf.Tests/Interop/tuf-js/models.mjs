// The models of tuf-js: canonical JSON, and metadata made, signed and verified with them.
import crypto from 'node:crypto';
import canonicalJson from '@tufjs/canonical-json';
import { Key, Metadata, Signature, Root, Snapshot, Targets, Timestamp } from '@tufjs/models';
import { answer } from './answers.mjs';

const kinds = { root: Root, snapshot: Snapshot, targets: Targets, timestamp: Timestamp };

const pairs = {
  ed25519: () => crypto.generateKeyPairSync('ed25519'),
  'ecdsa-sha2-nistp256': () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ecdsa-sha2-nistp384': () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'rsassa-pss-sha256': () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

const hashes = { 'ecdsa-sha2-nistp256': 'sha256', 'ecdsa-sha2-nistp384': 'sha384', 'rsassa-pss-sha256': 'sha256' };

await answer({
  // The canonical form of each document, as hexadecimal; null for one it cannot write.
  canonical({ documents }) {
    return documents.map((document) => {
      try {
        return Buffer.from(canonicalJson.canonicalize(JSON.parse(document))).toString('hex');
      } catch {
        return null;
      }
    });
  },

  // A metadata file made by the models and signed by a new key, and that key.
  sign({ signed, keytype, scheme }) {
    const { privateKey, publicKey } = pairs[scheme]();
    const text = scheme === 'ed25519'
      ? Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url').toString('hex')
      : publicKey.export({ type: 'spki', format: 'pem' });
    const key = new Key({ keyID: 'given', keyType: keytype, scheme, keyVal: { public: text } });
    const metadata = new Metadata(kinds[signed._type].fromJSON(signed));
    const options = scheme.startsWith('rsa') ? { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
    metadata.sign((bytes) => new Signature({
      keyID: key.keyID,
      sig: crypto.sign(hashes[scheme], bytes, { key: privateKey, ...options }).toString('hex'),
    }));
    return { file: JSON.stringify(metadata.toJSON()), key: key.toJSON() };
  },

  // Throws unless the file's signature of this key is good.
  verify({ file, keyid, key }) {
    const data = JSON.parse(file);
    Key.fromJSON(keyid, key).verifySignature(Metadata.fromJSON(data.signed._type, data));
    return true;
  },
});
