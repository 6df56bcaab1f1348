/** 32 bytes in hex, and not part of something longer or of a digest. */
const HEX_KEY = /(?<![0-9a-fA-F]|sha256:)(?:0x)?[0-9a-fA-F]{64}(?![0-9a-fA-F])/;
const WORDS = String.raw`\s*(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}\s*`;
const MNEMONIC = new RegExp(`^${WORDS}$`);
/** In a message, a value stands between quotes. */
const SECRETS = new RegExp(`${HEX_KEY.source}|(?<=")${WORDS}(?=")`, 'g');

/** Whether the text holds a private key, or is a mnemonic. */
export function holdsSecret(text: string): boolean {
  return HEX_KEY.test(text) || MNEMONIC.test(text);
}

/** The text without the private keys and mnemonics in it: whatever a check quotes, no message repeats one. */
export function redact(text: string): string {
  return text.replace(SECRETS, '<secret>');
}
