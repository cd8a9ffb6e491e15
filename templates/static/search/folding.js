// A text in; the forms in which what is typed meets what is written, out. Both come here, so they cannot differ.
"use strict";
self.search = {};
(() => {
  // The blocks of nine Indic scripts, Devanagari to Malayalam, are laid out alike: a sound for each place in a block.
  // Long and short vowels are one, e is i and o is u, a breath after a consonant is none: people write them as they
  // like. C is the ch of Chennai, R is ri, - is not heard. An a counts only where a word begins with it.
  const INDIC = "nnnhaaaiiuuR-iiiiuuuukkggnCCjjnttddnttddnnpfbbmyrrlllvssshuu--aiiuuRRiiiiuuuu-t---------kkgjrrfyR-";
  // Letters of Arabic and Urdu, each before its sound.
  const ARABIC = "اaٱaبbپpتtٹtةhثsجjچCحhخkدdڈdذjرrڑrزjژjسsشsصsضjطtظjعaغgفfقkكkکkگgلlمmنnںnوvهhہhھ-یyيyىyےi";
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", c: "k", q: "k", e: "i", o: "u", w: "v", z: "j" };
  const BONES = { b: "p", f: "p", d: "t", g: "k", j: "s", C: "s" };

  function once(make) {
    const known = new Map();
    return text => {
      if (!known.has(text)) known.set(text, make(text));
      return known.get(text);
    };
  }

  function sound(letter) {
    const code = letter.charCodeAt();
    const found = code < 0x900 ? ARABIC[ARABIC.indexOf(letter) + 1] : INDIC[code & 127];
    return found === "R" ? "ri" : found === "-" ? "" : found || "";
  }

  // How a word sounds, roughly: meerath, mērath and मेरठ are one.
  const heard = word => word.normalize("NFC")
    .replace(/zh/g, "l").replace(/ph/g, "f").replace(/x/g, "ks").replace(/ck/g, "k").replace(/jn|ज्ञ/g, "gy")
    .replace(/ch/g, "C").replace(/([bdgjkprstC])h/g, "$1").replace(/[ceoqwz]/g, letter => LETTERS[letter])
    .replace(/ং/g, "ঙগ").replace(/[\u0620-\u06d3\u0900-\u0d7f]/g, sound)
    .replace(/\Ba+/g, "").replace(/^a+/, "a").replace(/^a(?=[iu])/, "").replace(/n(?=[bfp])/g, "m")
    .replace(/iy/g, "i").replace(/\Byi/g, "i").replace(/uv/g, "u").replace(/(.)\1+/g, "$1");

  const word = once(written => {
    const bare = written.normalize("NFKD").replace(/[ßæœøłđı]/g, letter => LETTERS[letter])
      .replace(/[٠-٩۰-۹๐-๙]/g, digit => digit.charCodeAt() & 15)
      .replace(/[०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯]/g, digit => (digit.charCodeAt() & 127) - 102)
      .replace(/['’ʼ\u00ad\u0640\u064b-\u065f\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c\u200b-\u200f\u2060\ufeff]/g, "")
      .replace(/ँ/g, "ं");
    const accents = /[\u0300-\u036f]/g, spoken = bare.replace(/([aou])\u0308/g, "$1e").replace(accents, "");
    const sounds = heard(spoken), flapped = heard(spoken.replace(/(.)[डढডঢ](?!्)/g, "$1र")); // ड़ is written r and d
    return {
      plain: bare.replace(accents, ""),
      sound: sounds === flapped ? sounds : sounds + " " + flapped,
      bones: sounds.replace(/[aiuyvh]/g, "").replace(/[bfdgjC]/g, letter => BONES[letter]).replace(/(.)\1+/g, "$1")
    };
  });

  // `plain`: the words as written, but for case, accents, dots below and joiners. `sound`: how they sound; `latin` and
  // `other`: of those in Latin letters, of those in others. `bones`: the consonants of the sounds, voiced or not alike,
  // for scripts that leave more unwritten. Each with a space before and after every word.
  self.search.fold = once(text => {
    const form = { plain: " ", sound: " ", latin: " ", other: " ", bones: " " };
    text.toLowerCase()
      .split(/[\s\0-&(-/:-@[-`{-¬®-\u00bf\u060c\u061b\u061f\u06d4।॥॰\u2010-\u2018\u201a-\u205f\u3000-\u303f]+/)
      .map(word).forEach(each => {
        if (!each.plain) return;
        form.plain += each.plain + " ";
        form.sound += each.sound + " ";
        form[/^[\0-\u024f]*$/.test(each.plain) ? "latin" : "other"] += each.sound + " ";
        form.bones += each.bones + " ";
      });
    return form;
  });
})();
