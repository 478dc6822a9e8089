// Runs one npm peer over addresses on standard input: node peers.mjs NAME NODE_MODULES
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [name, modules] = process.argv.slice(2);
const peer = createRequire(modules + '/')(name);
const texts = JSON.parse(readFileSync(0, 'utf8'));

function withParser() {
  return (text) => {
    const result = peer.parse(text);
    const isAccount = result.isValid && (result.username || result.ids.handle || result.ids.channelId);
    if (!isAccount || (result.metadata.contentType && !result.metadata.isProfile)) return null;
    return { platform: result.platform, handle: String(isAccount) };
  };
}

function withLinks() {
  const links = new peer.SocialLinks();
  return (text) => {
    const platform = links.detectProfile(text);
    return platform ? { platform, handle: links.getProfileId(platform, text) } : null;
  };
}

const read = name === 'social-links' ? withLinks() : withParser();
const guarded = (text) => {
  try {
    return read(text);
  } catch {
    return null;
  }
};

texts.forEach(guarded);
const times = [];
let answers = [];
for (let round = 0; round < 7; round += 1) {
  const start = process.hrtime.bigint();
  answers = texts.map(guarded);
  times.push(Number(process.hrtime.bigint() - start) / 1e9);
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ answers, seconds: times[3] }));
