<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
 <context>
  <name>rnnviz</name>
  <message>
   <location filename="../../resources/comparisons/adding.toml" />
   <source>GRU</source>
   <translation>GRU</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/adding.toml" />
   <source>IRNN</source>
   <translation>IRNN</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/adding.toml" />
   <source>Squared error of the adding problem: guessing 1 scores a sixth, and a plain RNN never gets past it.</source>
   <translation>덧셈 문제의 제곱 오차: 1이라고 찍으면 6분의 1이고, 단순 RNN은 그보다 나아지지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/adding.toml" />
   <source>Who carries a number across fifty steps</source>
   <translation>누가 수를 50시점 너머까지 나르는가</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/adding.toml" />
   <source>tanh RNN</source>
   <translation>tanh RNN</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/both-ways.toml" />
   <source>Half of the answer lies in the future: what reads forward alone cannot be right more than half the time.</source>
   <translation>답의 절반은 미래에 있습니다: 앞으로만 읽으면 절반 넘게 맞힐 수 없습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/both-ways.toml" />
   <source>One way against both</source>
   <translation>한 방향과 양방향</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/both-ways.toml" />
   <source>both ways, 16 units each</source>
   <translation>양방향, 유닛 16개씩</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/both-ways.toml" />
   <source>forward, 16 units</source>
   <translation>순방향, 유닛 16개</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/both-ways.toml" />
   <source>forward, 32 units</source>
   <translation>순방향, 유닛 32개</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/bottleneck.toml" />
   <source>The bottleneck</source>
   <translation>병목</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/bottleneck.toml" />
   <source>Without attention all of a sequence must pass through one vector: exact reversals against their length.</source>
   <translation>어텐션이 없으면 시퀀스 전체가 벡터 하나를 지나야 합니다: 길이에 따른 정확한 뒤집기 비율.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/bottleneck.toml" />
   <source>letters at most</source>
   <translation>최대 글자 수</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/bottleneck.toml" />
   <source>one vector</source>
   <translation>벡터 하나</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/bottleneck.toml" />
   <source>with attention</source>
   <translation>어텐션 있음</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/copying.toml" />
   <source>Cross-entropy of the copying problem beside what a model without memory must score, 10 ln 8 / 40 = 0.52.</source>
   <translation>복사 문제의 교차 엔트로피. 기억이 없는 모델의 값은 10 ln 8 / 40 = 0.52입니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/copying.toml" />
   <source>Ten symbols over twenty blanks</source>
   <translation>빈칸 스무 개를 넘어 기호 열 개</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/dates.toml" />
   <source>Dates with and without attention</source>
   <translation>어텐션이 있을 때와 없을 때의 날짜</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/dates.toml" />
   <source>Whole ISO dates that are right, on days that were never trained on.</source>
   <translation>학습하지 않은 날에 대해 통째로 맞힌 ISO 날짜의 비율.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>Accuracy against the gap</source>
   <translation>간격에 따른 정확도</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>How far apart a country and its language may stand until each cell forgets.</source>
   <translation>나라와 그 언어가 얼마나 떨어지면 각 셀이 잊어버리는지.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>LSTM, forget bias 0</source>
   <translation>LSTM, 망각 편향 0</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>LSTM, forget bias 3</source>
   <translation>LSTM, 망각 편향 3</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>attention (one block)</source>
   <translation>어텐션 (블록 하나)</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/gap.toml" />
   <source>words between</source>
   <translation>사이의 낱말 수</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/iid.toml" />
   <source>AR(9)</source>
   <translation>AR(9)</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/iid.toml" />
   <source>In an order of chance the past says nothing: what a sequence model learns is gone, and the mean is best.</source>
   <translation>순서를 뒤섞으면 과거는 아무것도 말해 주지 않습니다. 시퀀스 모델이 배울 것이 사라지고 평균이 가장 낫습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/iid.toml" />
   <source>Ordered and shuffled: the i.i.d. lesson</source>
   <translation>순서 그대로와 뒤섞기: i.i.d.의 교훈</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/iid.toml" />
   <source>order of the years</source>
   <translation>연도의 순서</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/iid.toml" />
   <source>persistence</source>
   <translation>지속 예측 (앞의 값 그대로)</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>Decay at the start</source>
   <translation>학습 전의 감쇠</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>How fast the gradient shrinks or grows a step back, for every cell and start, before anything is learnt.</source>
   <translation>아무것도 배우기 전, 셀과 초기화마다 한 시점 거슬러 갈 때 기울기가 얼마나 빨리 줄거나 커지는지.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>LSTM, forget bias 1</source>
   <translation>LSTM, 망각 편향 1</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>ReLU RNN, orthogonal</source>
   <translation>ReLU RNN, 직교 초기화</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>tanh RNN, Gaussian, gain 2.5</source>
   <translation>tanh RNN, 가우스 초기화, 이득 2.5</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>tanh RNN, orthogonal</source>
   <translation>tanh RNN, 직교 초기화</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>tanh RNN, orthogonal, gain 1.5</source>
   <translation>tanh RNN, 직교 초기화, 이득 1.5</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/init.toml" />
   <source>tanh RNN, torch's start</source>
   <translation>tanh RNN, torch의 초기화</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>1-gram</source>
   <translation>1-그램</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>2-gram</source>
   <translation>2-그램</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>3-gram</source>
   <translation>3-그램</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>4-gram</source>
   <translation>4-그램</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>5-gram</source>
   <translation>5-그램</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>Bits a character of Python source: n-grams of 1 to 5 characters beside a window, recurrent networks and a transformer.</source>
   <translation>파이썬 소스의 글자당 비트: 글자 1~5개의 n-그램 곁에 윈도우 모델, 순환 신경망, 트랜스포머를 둡니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>From counting to gates</source>
   <translation>세기에서 게이트까지</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/ladder.toml" />
   <source>MLP, window of 8</source>
   <translation>MLP, 창 길이 8</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/parallel.toml" />
   <source>All steps at once, or one after another</source>
   <translation>모든 시점을 한꺼번에, 또는 하나씩</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/parallel.toml" />
   <source>Milliseconds of an update against the length of a pass: a transformer takes all steps at once, each with all before it; recurrent networks wait for the step before.</source>
   <translation>패스 길이에 따른 갱신 한 번의 시간(밀리초). 트랜스포머는 모든 시점을 한꺼번에 계산하되 시점마다 앞선 모든 시점을 보고, 순환 신경망은 앞 시점을 기다립니다.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/parallel.toml" />
   <source>characters a pass</source>
   <translation>패스당 글자 수</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/series.toml" />
   <source>AR(2)</source>
   <translation>AR(2)</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/series.toml" />
   <source>MLP, window of 9</source>
   <translation>MLP, 창 길이 9</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/series.toml" />
   <source>Next year's sunspots</source>
   <translation>이듬해의 흑점 수</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/series.toml" />
   <source>Squared error of the next yearly sunspot number, standardised: the last one again, AR(p), a window, and networks.</source>
   <translation>다음 해 태양 흑점 수의 제곱 오차(표준화): 마지막 값 되풀이, AR(p), 윈도우 모델, 신경망.</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/translation.toml" />
   <source>Translating with and without attention</source>
   <translation>어텐션이 있을 때와 없을 때의 번역</translation>
  </message>
  <message>
   <location filename="../../resources/comparisons/translation.toml" />
   <source>Whole Korean sentences that are right, on subject-object pairs that were never trained on.</source>
   <translation>학습하지 않은 주어-목적어 쌍에 대해 통째로 맞힌 한국어 문장의 비율.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/adding-lstm.toml" />
   <source>Adding two marked numbers</source>
   <translation>표시된 두 수 더하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/adding-lstm.toml" />
   <source>An LSTM carries a number across fifty steps; guessing 1 scores a loss of 1/6, and then it learns.</source>
   <translation>LSTM이 수 하나를 쉰 시점 동안 기억합니다. 1로만 찍으면 손실이 1/6이고, 그다음부터 배웁니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/brackets-lstm.toml" />
   <source>Brackets that close</source>
   <translation>닫히는 괄호</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/brackets-lstm.toml" />
   <source>Two kinds of brackets, nested up to six deep: which one closes next is known only from what is still open.</source>
   <translation>두 종류의 괄호가 여섯 겹까지 겹칩니다. 다음에 무엇이 닫힐지는 아직 열려 있는 것을 기억해야만 압니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/carousel-lstm.toml" />
   <source>The LSTM of 1997</source>
   <translation>1997년의 LSTM</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/carousel-lstm.toml" />
   <source>Without a forget gate the cell state is a pure sum: its gradient goes round and round and never fades.</source>
   <translation>망각 게이트가 없으면 셀 상태는 순수한 합입니다. 기울기가 회전목마처럼 돌며 사라지지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/cho-gru.toml" />
   <source>Cho's GRU, reset before</source>
   <translation>조경현의 GRU, 곱하기 전 리셋</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/cho-gru.toml" />
   <source>The GRU as published resets the state before the product, torch's after it: the same task, other numbers.</source>
   <translation>논문의 GRU는 행렬 곱 전에, torch의 GRU는 곱한 뒤에 상태를 리셋합니다. 같은 과제인데 수가 다릅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/copy-transformer.toml" />
   <source>A transformer copies across blanks</source>
   <translation>트랜스포머로 빈칸 너머 복사하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/copy-transformer.toml" />
   <source>Causal self-attention looks straight back at each symbol to be copied: two blocks of two heads.</source>
   <translation>인과적 셀프 어텐션이 복사할 기호 하나하나를 곧바로 되돌아봅니다. 헤드가 둘인 블록 두 개입니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/copying-gru.toml" />
   <source>A GRU must carry ten symbols over twenty blanks; without memory the loss stays at 10 ln 8 / 40.</source>
   <translation>GRU가 기호 열 개를 빈칸 스무 개 너머로 옮겨야 합니다. 기억이 없으면 손실이 10 ln 8 / 40에 머뭅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/copying-gru.toml" />
   <source>Copying across blanks</source>
   <translation>빈칸 너머로 복사하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/dates-attention.toml" />
   <source>Dates in English and Korean become YYYY-MM-DD, letter by letter, on days that were never trained on.</source>
   <translation>영어와 한국어로 쓴 날짜가 한 글자씩 YYYY-MM-DD가 됩니다. 학습에 한 번도 쓰지 않은 날짜로 검증합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/deep-gru.toml" />
   <source>Three GRU layers read Python: a set of tracks for each, and a gradient that comes down through all.</source>
   <translation>파이썬을 읽는 GRU 세 층: 층마다 트랙이 따로 있고, 기울기는 모든 층을 지나 내려옵니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/deep-gru.toml" />
   <source>Three layers deep</source>
   <translation>세 층 깊이</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/digits-gru.toml" />
   <source>A GRU sees eight rows of pixels, one a step, and then says which digit it was.</source>
   <translation>GRU가 화소 여덟 줄을 한 시점에 한 줄씩 보고, 어떤 숫자였는지 답합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/digits-gru.toml" />
   <source>A digit, row by row</source>
   <translation>한 줄씩 읽는 숫자</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/exploding-rnn.toml" />
   <source>A Gaussian recurrent matrix of gain 2.5: going back, the gradient grows tenfold every ten steps. Turn the gain down.</source>
   <translation>이득 2.5인 가우스 순환 행렬: 거슬러 갈수록 기울기가 열 시점마다 10배로 커집니다. 이득을 낮춰 보세요.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/exploding-rnn.toml" />
   <source>Exploding gradients</source>
   <translation>기울기 폭주</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/gap-lstm.toml" />
   <source>An LSTM with open forget gates carries a country over sixty words, until its language is asked for.</source>
   <translation>망각 게이트를 연 LSTM이 나라 이름을 예순 단어 너머까지 기억했다가 그 나라 말을 답합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-delayed.toml" />
   <source>Many-to-many, delayed: the whole word has to be in the state before the first letter of it is asked for.</source>
   <translation>지연된 다대다: 첫 글자를 묻기 전에 단어 전체가 은닉 상태에 들어 있어야 합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-delayed.toml" />
   <source>Read it all, then write it</source>
   <translation>다 읽고 나서 쓰기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-one-to-many.toml" />
   <source>One letter in, a word out</source>
   <translation>글자 하나에서 단어 쓰기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-one-to-many.toml" />
   <source>One-to-many: after the h nothing more is given, so the state alone must know how far the word has come.</source>
   <translation>일대다: h 다음에는 아무것도 주어지지 않으므로 단어가 어디까지 왔는지 은닉 상태만 알 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-rnn.toml" />
   <source>Four letters and three hidden units: a whole network on one page, trained in seconds.</source>
   <translation>글자 네 개와 은닉 유닛 세 개: 신경망 전체가 한 화면에 들어오고 몇 초 만에 학습합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/hello-rnn.toml" />
   <source>Spelling hello</source>
   <translation>hello 철자 맞히기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/highway-lstm.toml" />
   <source>A highway through time</source>
   <translation>시간을 가로지르는 고속도로</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/highway-lstm.toml" />
   <source>An LSTM whose forget gates start open: the gradient of the last step reaches the first.</source>
   <translation>망각 게이트를 연 채 시작하는 LSTM: 마지막 시점의 기울기가 첫 시점까지 닿습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/irnn-adding.toml" />
   <source>A plain RNN whose recurrent matrix starts as the identity adds across fifty steps, under constant clipping.</source>
   <translation>순환 행렬이 단위 행렬에서 시작하는 단순한 RNN이 쉰 시점 너머로 더하기를 합니다. 클리핑이 끊임없이 걸립니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/irnn-adding.toml" />
   <source>The IRNN: identity and ReLU</source>
   <translation>IRNN: 단위 행렬과 ReLU</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/neighbours-lstm.toml" />
   <source>Reading both ways</source>
   <translation>양방향으로 읽기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/neighbours-lstm.toml" />
   <source>The letter before and the letter after every step: half of it only the direction that reads back can know.</source>
   <translation>각 시점의 앞 글자와 뒤 글자: 절반은 거꾸로 읽는 방향만 알 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/nile-gru.toml" />
   <source>A GRU predicts the Nile</source>
   <translation>나일강을 예측하는 GRU</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/nile-gru.toml" />
   <source>A hundred yearly flows of the Nile: little to learn from, and a level that fell about 1898.</source>
   <translation>나일강의 연간 유량 100개: 배울 것은 적고, 1898년 무렵 수준이 떨어졌습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/noise-lstm.toml" />
   <source>Nothing before a number says anything of the next: the mean is the best there is, and its loss is the variance.</source>
   <translation>앞의 어떤 수도 다음 수에 대해 아무것도 알려 주지 않습니다. 평균이 최선이고, 그 손실이 곧 분산입니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/noise-lstm.toml" />
   <source>White noise</source>
   <translation>백색 잡음</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/numbers-attention.toml" />
   <source>Number words to digits</source>
   <translation>수를 나타내는 말을 숫자로</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/numbers-attention.toml" />
   <source>Three hundred and five becomes 305: attention shows which words each digit was read from.</source>
   <translation>three hundred and five가 305가 됩니다. 각 숫자를 어느 단어에서 읽었는지 어텐션이 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/order-lstm.toml" />
   <source>Two of fifty symbols matter, and their order: a guess is right one time in four, until the LSTM finds them.</source>
   <translation>기호 쉰 개 중 둘과 그 순서만 중요합니다. LSTM이 찾아내기 전까지는 네 번에 한 번만 맞힙니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/order-transformer.toml" />
   <source>An encoder without a mask: every step attends to all fifty, before it and after it, and the last one decides.</source>
   <translation>마스크 없는 인코더: 모든 시점이 앞뒤의 쉰 시점 전부에 주목하고, 마지막 시점이 판정합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/order-transformer.toml" />
   <source>Which came first, seen at once</source>
   <translation>한눈에 보는 순서 맞히기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/peephole-lstm.toml" />
   <source>Gates that look at the cell</source>
   <translation>셀을 들여다보는 게이트</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/peephole-lstm.toml" />
   <source>Peepholes let each gate see its own cell state: it counts brackets without asking the hidden state.</source>
   <translation>핍홀로 게이트마다 제 셀 상태를 봅니다. 은닉 상태에 묻지 않고도 괄호를 셉니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-lstm.toml" />
   <source>An LSTM reads Python</source>
   <translation>파이썬을 읽는 LSTM</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-lstm.toml" />
   <source>Next character of real Python source: watch gates and units find words, brackets and indentation.</source>
   <translation>실제 파이썬 소스의 다음 글자 예측: 게이트와 유닛이 단어, 괄호, 들여쓰기를 찾아내는 모습을 봅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-mlp.toml" />
   <source>A window of eight characters reads Python</source>
   <translation>파이썬을 읽는 여덟 글자 윈도우</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-mlp.toml" />
   <source>The neural n-gram of Bengio et al. (2003): eight embedded characters, hidden units, the next character.</source>
   <translation>Bengio 등(2003)의 신경망 n-그램: 임베딩한 글자 여덟 개, 은닉 유닛, 다음 글자.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-transformer.toml" />
   <source>A transformer reads Python</source>
   <translation>파이썬을 읽는 트랜스포머</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/python-transformer.toml" />
   <source>The next character of real Python source by causal self-attention: two blocks that see the passage alone.</source>
   <translation>인과적 셀프 어텐션으로 진짜 파이썬 소스의 다음 글자를 맞힙니다. 블록 두 개가 이 구절만 봅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/regimes-gru.toml" />
   <source>A slow and a fast noisy swing take turns by chance: the state has to find out which of them it is in.</source>
   <translation>느린 진동과 빠른 진동이 잡음 속에서 무작위로 번갈아 나옵니다. 지금이 어느 쪽인지 상태가 알아내야 합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/regimes-gru.toml" />
   <source>Two regimes take turns</source>
   <translation>번갈아 오는 두 국면</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/reverse-attention.toml" />
   <source>Letters come out in reverse: attention walks back, on the letter after the one that is written, whose state knows both.</source>
   <translation>글자가 거꾸로 나옵니다. 어텐션은 쓰는 글자의 다음 글자를 보며 거슬러 갑니다. 그 상태가 두 글자를 다 알기 때문입니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/reverse-attention.toml" />
   <source>Writing it backwards</source>
   <translation>거꾸로 쓰기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/series-gru.toml" />
   <source>A GRU predicts a series</source>
   <translation>시계열을 예측하는 GRU</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/series-gru.toml" />
   <source>A noisy sine, or numbers of your own: the network says the next one, and beats saying the last again.</source>
   <translation>잡음 섞인 사인파나 내 수치 데이터: 신경망이 다음 수를 말하고, 마지막 수를 되풀이하는 것보다 잘 맞힙니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-ar.toml" />
   <source>AR(9) predicts the sunspots</source>
   <translation>흑점 수를 예측하는 AR(9)</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-ar.toml" />
   <source>An autoregression learnt by gradient: nine weights on the last nine years, beside those of least squares.</source>
   <translation>경사 하강으로 배우는 자기회귀: 지난 9년에 걸린 가중치 아홉 개를 최소제곱 해와 나란히 봅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-lstm.toml" />
   <source>An LSTM predicts the sunspots</source>
   <translation>태양 흑점을 예측하는 LSTM</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-lstm.toml" />
   <source>Yearly sunspot numbers, 1700 to 2008: a swing of eleven years that no clock keeps.</source>
   <translation>1700년부터 2008년까지의 연간 태양 흑점 수: 약 11년을 주기로 오르내리지만 시계처럼 정확하지는 않습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-mlp.toml" />
   <source>A window without memory on the sunspots</source>
   <translation>기억 없는 윈도우로 흑점 수 예측하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-mlp.toml" />
   <source>Sixteen hidden units on the last nine years: AR(9) with a bend in it, and nothing of what came before.</source>
   <translation>지난 9년 위의 은닉 유닛 열여섯 개: 비선형을 더한 AR(9)이며, 그 전의 일은 전혀 모릅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-shuffled.toml" />
   <source>The same numbers in an order of chance (i.i.d.): nothing is left for a memory to learn, and the mean is best.</source>
   <translation>같은 수를 무작위 순서로(i.i.d.): 기억이 배울 것이 남지 않아 평균이 최선입니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/sunspots-shuffled.toml" />
   <source>The sunspots, shuffled</source>
   <translation>뒤섞은 태양 흑점</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-attention.toml" />
   <source>English into Korean word by word: attention finds which word each Korean word was made from.</source>
   <translation>영어를 한국어로 한 단어씩: 한국어 단어마다 어느 영어 단어에서 나왔는지 어텐션이 찾아냅니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-attention.toml" />
   <source>Translating with attention</source>
   <translation>어텐션으로 번역하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-bottleneck.toml" />
   <source>Plain seq2seq: one vector has to hold the whole English sentence, and the longer it is, the less is left of it.</source>
   <translation>어텐션 없는 seq2seq: 벡터 하나에 영어 문장 전체를 담아야 하며, 길수록 남는 것이 적습니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-bottleneck.toml" />
   <source>Translating through a bottleneck</source>
   <translation>병목을 지나는 번역</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-dot.toml" />
   <source>After each step the decoder compares its own state with that of every English word: Luong's dot score.</source>
   <translation>디코더가 시점마다 자기 상태를 영어 단어마다의 상태와 견줍니다: Luong의 내적 점수.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-dot.toml" />
   <source>Translating with the dot product</source>
   <translation>내적으로 번역하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-general.toml" />
   <source>Luong's general score, fed to the next step: it translates well without looking where a person would.</source>
   <translation>Luong의 general 점수, 그 결과를 다음 시점에도 건넵니다. 사람이 볼 자리를 보지 않고도 번역을 잘합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/translate-general.toml" />
   <source>Translating with input feeding</source>
   <translation>입력 피딩으로 번역하기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/truncated-gru.toml" />
   <source>A gradient cut every ten steps</source>
   <translation>열 시점마다 끊기는 기울기</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/truncated-gru.toml" />
   <source>Truncated BPTT: what must be carried over twenty blanks is never learnt when the gradient stops every ten steps.</source>
   <translation>절단된 BPTT: 기울기가 열 시점마다 멈추면, 스무 칸의 공백 너머로 날라야 할 것은 결코 배우지 못합니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/vanishing-rnn.toml" />
   <source>A tanh RNN as torch starts it: going back, the gradient of the last loss shrinks tenfold every four steps.</source>
   <translation>torch 기본값으로 시작한 tanh RNN: 거슬러 갈수록 마지막 손실의 기울기가 네 시점마다 10분의 1로 줄어듭니다.</translation>
  </message>
  <message>
   <location filename="../../resources/experiments/vanishing-rnn.toml" />
   <source>Vanishing gradients</source>
   <translation>기울기 소실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>bracket depth</source>
   <translation>괄호 깊이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>in the indentation</source>
   <translation>들여쓰기 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>indentation</source>
   <translation>들여쓰기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>inside a comment</source>
   <translation>주석 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>inside a word</source>
   <translation>단어 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>inside brackets</source>
   <translation>괄호 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>inside quotes</source>
   <translation>따옴표 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>line end</source>
   <translation>줄 끝</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>line position</source>
   <translation>줄 안의 위치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/annotations.py" />
   <source>word start</source>
   <translation>단어 시작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/at_work_bar.py" />
   <source>Cancel</source>
   <translation>취소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/at_work_bar.py" />
   <source>Leave off with this; what is shown stays (Esc)</source>
   <translation>이 계산을 그만둡니다. 보이는 것은 그대로 남습니다 (Esc)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/dock_area.py" />
   <source>Close {title}; the View menu opens it again</source>
   <translation>{title} 닫기. 보기 메뉴에서 다시 열 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/dock_area.py" />
   <source>Take {title} out of the window, or put it back</source>
   <translation>{title} 창 밖으로 꺼내기, 또는 제자리에 돌려놓기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/dock_area.py" />
   <source>{title} · update {update}</source>
   <translation>{title} · 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>Name</source>
   <translation>이름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>Rename layout</source>
   <translation>배치 이름 바꾸기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>Save layout</source>
   <translation>배치 저장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>The layout “{name}” is deleted.</source>
   <translation>배치 “{name}”을(를) 지웠습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>There are {most} layouts already: delete one first.</source>
   <translation>배치가 이미 {most}개 있습니다. 먼저 하나를 지우세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>There is a layout “{name}” already.</source>
   <translation>배치 “{name}”이(가) 이미 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>This layout is saved as “{name}”.</source>
   <translation>지금 배치를 “{name}”(으)로 저장했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/layouts.py" />
   <source>Type a name first.</source>
   <translation>먼저 이름을 입력하세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/ruler.py" />
   <source>Drag to choose the steps that Play repeats; double-click for the whole pass. The wheel zooms.</source>
   <translation>끌어서 반복 재생할 구간을 고릅니다. 두 번 클릭하면 전체 구간입니다. 휠은 확대·축소합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/stray_tabs.py" />
   <source>Views that share this place</source>
   <translation>이 자리를 함께 쓰는 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>All steps are shown.</source>
   <translation>모든 스텝이 이미 보입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>All tracks are shown.</source>
   <translation>모든 트랙이 이미 보입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Fold to its heading</source>
   <translation>제목만 남기고 접기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>It is the lowest track.</source>
   <translation>가장 아래에 있는 트랙입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>It is the topmost track.</source>
   <translation>가장 위에 있는 트랙입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Move down</source>
   <translation>아래로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Move up</source>
   <translation>위로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Show all steps</source>
   <translation>모든 시점 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Show all tracks</source>
   <translation>모든 트랙 보이기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>The model that runs has nothing for this track: it unfolds with one that has.</source>
   <translation>지금 모델에는 이 트랙에 그릴 것이 없습니다. 그릴 것이 있는 모델과 함께 펼쳐집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/track_stack.py" />
   <source>Unfold</source>
   <translation>펼치기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/view_note.py" />
   <source>Compute</source>
   <translation>계산하기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/view_note.py" />
   <source>Compute after all what this view shows</source>
   <translation>이 뷰가 보여 주는 것을 마저 계산합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/view_note.py" />
   <source>Leave off with this trace; what is shown stays (Esc)</source>
   <translation>이 트레이스를 그만둡니다. 보이는 것은 그대로 남습니다 (Esc)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/area/view_note.py" />
   <source>Left off: cancelled</source>
   <translation>그만둠: 취소됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/changing/called.py" />
   <source>open {title}</source>
   <translation>{title} 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/changing/editing.py" />
   <source>reset</source>
   <translation>초기화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/changing/editing.py" />
   <source>the run is on its way to update {update}: wait until it is there, or cancel</source>
   <translation>갱신 {update}(으)로 이동하는 중입니다. 도착할 때까지 기다리거나 취소하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Dark theme</source>
   <translation>어두운 테마</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Experiment</source>
   <translation>실험</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Experiments</source>
   <translation>실험</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Language</source>
   <translation>언어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Layout</source>
   <translation>배치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Light theme</source>
   <translation>밝은 테마</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Show: {view}</source>
   <translation>보이기: {view}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>Theme</source>
   <translation>테마</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/commands.py" />
   <source>View</source>
   <translation>보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/comparing.py" />
   <source>In this session two models were compared that differ in {what}; they stand at update {update}.</source>
   <translation>이 세션에서 두 모델을 비교했습니다(차이: {what}). 두 모델은 갱신 {update}에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/comparing.py" />
   <source>Open the comparison</source>
   <translation>비교 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/comparing.py" />
   <source>The comparison of this session cannot be opened: {problem}.</source>
   <translation>이 세션의 비교를 열 수 없습니다: {problem}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/comparing.py" />
   <source>nothing</source>
   <translation>없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>By how many decades the gradient of B is larger than that of A at each step (+1: ten times as large), of the whole loss and of one step's loss. ×: one of the two is zero or not finite; a gap: both are exactly zero.</source>
   <translation>시점마다 B의 기울기가 A보다 몇 자릿수 큰지 보여 줍니다(+1이면 열 배). 전체 손실의 기울기와 한 시점 손실의 기울기입니다. ×: 둘 중 하나가 0이거나 유한하지 않음. 빈칸: 둘 다 정확히 0.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>By how much the loss ℓ of B is higher than that of A at each step: orange where B is worse, blue where it is better.</source>
   <translation>시점마다 B의 손실 ℓ이 A보다 얼마나 큰지 보여 줍니다. 주황은 B가 더 나쁜 곳, 파랑은 더 좋은 곳입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>Gradient difference</source>
   <translation>기울기 차이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>Loss difference</source>
   <translation>손실 차이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>No gradients in both traces: they come with the backward pass.</source>
   <translation>두 트레이스 모두에 기울기가 있어야 합니다. 기울기는 역전파에서 나옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>No loss in both traces: the example has no step that carries one.</source>
   <translation>두 트레이스 모두에 손실이 있어야 합니다. 이 예제에는 손실이 있는 시점이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>gradient norm of B over A, in decades: 0 equal, +1 ten times as large</source>
   <translation>기울기 노름 B/A, 자릿수 단위: 0이면 같고 +1이면 열 배</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>gradient norm, B over A, decades</source>
   <translation>기울기 노름 B/A, 자릿수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>loss ℓₜ of B − A</source>
   <translation>손실 ℓₜ, B − A</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>loss ℓₜ of B − A: orange where B is worse; L {right} − {left} = {difference}</source>
   <translation>손실 ℓₜ, B − A: 주황은 B가 더 나쁜 곳. L {right} − {left} = {difference}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/difference.py" />
   <source>loss, B − A = {difference}</source>
   <translation>손실, B − A = {difference}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/foot.py" />
   <source>Pause</source>
   <translation>일시 정지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/foot.py" />
   <source>Play</source>
   <translation>재생</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/foot.py" />
   <source>Step</source>
   <translation>시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/foot.py" />
   <source>Step t of the pass: drag to move the cursor in every track</source>
   <translation>패스의 시점 t: 끌면 모든 트랙의 커서가 움직입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/foot.py" />
   <source>update {update}</source>
   <translation>갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>B differs in</source>
   <translation>B의 차이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>B differs in:</source>
   <translation>B의 차이:</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Be this preset, with the seed and the batches of A</source>
   <translation>A와 같은 시드와 배치로 이 프리셋이 됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Both are the same.</source>
   <translation>둘이 같습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Give B the hidden size whose number of parameters is nearest to that of A, so that a larger model does not win by its size</source>
   <translation>파라미터 수가 A에 가장 가까워지는 은닉 크기를 B에 줍니다. 모델이 커서 이기는 일이 없게 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>In what B differs from A</source>
   <translation>B가 A와 다른 점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Make B the same as A</source>
   <translation>B를 A와 같게 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>The field in which B differs from A</source>
   <translation>B가 A와 다를 항목</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Tracks</source>
   <translation>트랙</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>Which tracks are shown, on both sides</source>
   <translation>양쪽에 보일 트랙</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>a preset on the same task</source>
   <translation>같은 과제의 프리셋</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>choose…</source>
   <translation>선택…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>nothing: both are the same</source>
   <translation>없음: 둘이 같습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/head.py" />
   <source>same number of parameters</source>
   <translation>같은 파라미터 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>Copy data</source>
   <translation>데이터 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>Copy picture</source>
   <translation>그림 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>Export data…</source>
   <translation>데이터 내보내기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>Export picture…</source>
   <translation>그림 내보내기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>Hide</source>
   <translation>숨기기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>There are no numbers in this view yet.</source>
   <translation>이 보기에는 아직 수치가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/menus.py" />
   <source>What am I looking at?</source>
   <translation>지금 보는 것은 무엇인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/rival.py" />
   <source>the parameters of this model cannot be counted beforehand</source>
   <translation>이 모델의 파라미터 수는 미리 셀 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>The engine of {name} has ended.</source>
   <translation>{name}의 엔진이 끝났습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>The engine of {name} has ended; both models begin anew.</source>
   <translation>{name}의 엔진이 끝났습니다. 두 모델을 처음부터 다시 시작합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>The engine of {name} has ended; both models go on from update {update}.</source>
   <translation>{name}의 엔진이 끝났습니다. 두 모델 모두 갱신 {update}부터 이어 갑니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>loss {loss}</source>
   <translation>손실 {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>{count} parameters</source>
   <translation>파라미터 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>{count} parameters against {other}</source>
   <translation>파라미터 {count}개 대 {other}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>{name} · {cell}, {units} units</source>
   <translation>{name} · {cell}, 유닛 {units}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/titles.py" />
   <source>{speed} updates/s</source>
   <translation>초당 갱신 {speed}회</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/window.py" />
   <source>Begin again from fresh weights, on both sides</source>
   <translation>양쪽 모두 새 가중치로 처음부터 다시 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/compare/window.py" />
   <source>Compare – rnnviz</source>
   <translation>비교 – rnnviz</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>A comparison is under way.</source>
   <translation>비교가 진행 중입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>No comparison is under way.</source>
   <translation>진행 중인 비교가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>Run comparison</source>
   <translation>비교 실행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>Seeds: each model is trained so many times</source>
   <translation>시드 수: 모델마다 이만큼 학습합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>Updates of each run</source>
   <translation>실행마다의 갱신 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>seeds</source>
   <translation>시드 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/controls.py" />
   <source>updates</source>
   <translation>갱신 횟수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Every run (*.csv)</source>
   <translation>모든 실행 (*.csv)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Export data</source>
   <translation>데이터 내보내기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Export picture</source>
   <translation>그림 내보내기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Learning curves (*.csv)</source>
   <translation>학습 곡선 (*.csv)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Saved: {file}</source>
   <translation>저장했습니다: {file}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>Table: mean and spread (*.csv)</source>
   <translation>표: 평균과 범위 (*.csv)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>The table is on the clipboard.</source>
   <translation>표를 클립보드에 복사했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/exports.py" />
   <source>{file} cannot be written: {reason}</source>
   <translation>{file}: 쓸 수 없습니다({reason})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/listing.py" />
   <source>A comparison of your own, as a TOML file</source>
   <translation>직접 만든 비교, TOML 파일</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/listing.py" />
   <source>All files (*)</source>
   <translation>모든 파일 (*)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/listing.py" />
   <source>Comparisons (*.toml)</source>
   <translation>비교 (*.toml)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/listing.py" />
   <source>From a file…</source>
   <translation>파일에서…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/listing.py" />
   <source>Open</source>
   <translation>열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/plot.py" />
   <source>at update {count}: </source>
   <translation>갱신 {count}회 뒤: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/plot.py" />
   <source>model, as numbered in the table</source>
   <translation>모델 (표의 번호)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/running.py" />
   <source>the process of the comparison has ended: {reason}</source>
   <translation>비교 프로세스가 끝났습니다: {reason}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>, {count} diverged</source>
   <translation>, 발산 {count}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>diverged</source>
   <translation>발산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>lowest to highest</source>
   <translation>최저–최고</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>mean</source>
   <translation>평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>model</source>
   <translation>모델</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>parameters</source>
   <translation>파라미터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>runs</source>
   <translation>실행 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/table.py" />
   <source>seconds a run</source>
   <translation>실행당 초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>Comparisons – rnnviz</source>
   <translation>비교 실험 – rnnviz</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>Copy table</source>
   <translation>표 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>No row is chosen.</source>
   <translation>고른 행이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>No run has ended yet.</source>
   <translation>아직 끝난 실행이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>Open the model of the chosen row in the main window, fresh</source>
   <translation>고른 행의 모델을 주 창에서 새로 엽니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>Open this model</source>
   <translation>이 모델 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/window.py" />
   <source>This row is a reference, no network that could be opened.</source>
   <translation>이 행은 기준값이며, 열 수 있는 신경망이 아닙니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>, about {time} left</source>
   <translation>, 남은 시간 약 {time}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>Starting an engine of its own…</source>
   <translation>따로 쓸 엔진을 시작하는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>Stopped after {done} of {total} runs; missing: {missing}.</source>
   <translation>{total}회 가운데 {done}회 실행 뒤 멈춤. 빠진 것: {missing}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>held-out accuracy</source>
   <translation>검증 정확도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>held-out loss</source>
   <translation>검증 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>held-out loss, bits a symbol</source>
   <translation>검증 손실, 기호당 비트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>higher is better</source>
   <translation>높을수록 좋음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>log₁₀ ‖∂L/∂h‖ a step back</source>
   <translation>한 시점 거슬러 갈 때 log₁₀ ‖∂L/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>lower is better</source>
   <translation>낮을수록 좋음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>milliseconds an update</source>
   <translation>갱신당 밀리초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>share of exact answers</source>
   <translation>정확히 맞힌 비율</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>zero is best</source>
   <translation>0이 가장 좋음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{case} ({done} of {total})</source>
   <translation>{case} ({total}회 중 {done}회)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{case}: {percent} % of all is done</source>
   <translation>{case}: 전체의 {percent} % 완료</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{count} h</source>
   <translation>{count}시간</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{count} min</source>
   <translation>{count}분</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{count} models, trained on the same batches in an engine of their own; none has run yet.</source>
   <translation>모델 {count}개를 같은 배치로, 따로 도는 엔진에서 학습합니다. 아직 실행하지 않았습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{count} s</source>
   <translation>{count}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{done} of {total} runs have ended: mean, and lowest to highest over the seeds.</source>
   <translation>{total}회 가운데 {done}회 실행이 끝났습니다: 시드에 대한 평균과 최저–최고.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/comparisons/words.py" />
   <source>{measure} ({better})</source>
   <translation>{measure} ({better})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Column of a paper</source>
   <translation>논문의 한 단</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Dark</source>
   <translation>어둡게</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Export picture: {view}</source>
   <translation>그림 내보내기: {view}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Format</source>
   <translation>형식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Light</source>
   <translation>밝게</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Own size</source>
   <translation>직접 지정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>PDF and SVG are drawn in lines: they have no pixels.</source>
   <translation>PDF와 SVG는 선으로 그려지므로 픽셀이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Pixels of the picture for each pixel of the size: text and lines stay as large</source>
   <translation>크기의 한 픽셀을 그림의 몇 픽셀로 그릴지 정합니다. 글자와 선의 크기는 그대로입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Preview</source>
   <translation>미리보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Resolution</source>
   <translation>해상도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Save as…</source>
   <translation>다른 이름으로 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Size</source>
   <translation>크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Slide, 16 : 9</source>
   <translation>슬라이드, 16 : 9</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Square</source>
   <translation>정사각형</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Title above, experiment and version below</source>
   <translation>위에 제목, 아래에 실험과 버전</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/dialog.py" />
   <source>Wide</source>
   <translation>가로로 길게</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/explanation.py" />
   <source>Drawn now: {what}</source>
   <translation>지금 그려진 것: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/explanation.py" />
   <source>and {count} more arrays</source>
   <translation>그 밖에 배열 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>Arrays for numpy (*.npz)</source>
   <translation>numpy용 배열 (*.npz)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>Copy all the same</source>
   <translation>그래도 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>Numbers with units, one a row (*.csv)</source>
   <translation>한 줄에 하나씩, 단위가 붙은 수치 (*.csv)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>The command that repeats this run is on the clipboard.</source>
   <translation>이 실행을 되풀이하는 명령을 클립보드에 복사했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>The picture of “{view}” is on the clipboard.</source>
   <translation>“{view}”의 그림을 클립보드에 복사했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>There is no run yet that a command could repeat.</source>
   <translation>명령으로 되풀이할 실행이 아직 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>{count} numbers of “{view}” are on the clipboard.</source>
   <translation>“{view}”의 수치 {count}개를 클립보드에 복사했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>“{view}” draws nothing that could be copied.</source>
   <translation>“{view}”에는 지금 복사할 것이 그려져 있지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>“{view}” draws nothing that could be exported.</source>
   <translation>“{view}”에는 지금 내보낼 것이 그려져 있지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/export/exporting.py" />
   <source>“{view}” draws {count} numbers: as text on the clipboard they may make other programs wait.</source>
   <translation>“{view}”에는 수치가 {count}개 있습니다. 클립보드에 텍스트로 복사하면 다른 프로그램이 느려질 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>A session keeps the experiment, the weights, the curves, the layout and your notes in one file.</source>
   <translation>세션은 실험, 가중치, 곡선, 배치, 메모를 한 파일에 담습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>Close</source>
   <translation>닫기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>Close without saving</source>
   <translation>저장하지 않고 닫습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>Do not save</source>
   <translation>저장 안 함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>Save this session before closing?</source>
   <translation>닫기 전에 이 세션을 저장할까요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/closing.py" />
   <source>Save what has changed in {file} before closing?</source>
   <translation>닫기 전에 {file}의 변경 내용을 저장할까요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Experiments (*.toml)</source>
   <translation>실험 (*.toml)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Open text</source>
   <translation>텍스트 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Pictures (*.png)</source>
   <translation>그림 (*.png)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Save experiment</source>
   <translation>실험 저장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Save picture</source>
   <translation>그림 저장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Save session</source>
   <translation>세션 저장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Sessions (*.rnnviz)</source>
   <translation>세션 (*.rnnviz)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/documents.py" />
   <source>Sessions, experiments, texts, series, weights (*.rnnviz *.toml *.txt *.py *.md *.csv *.tsv *.npy *.safetensors)</source>
   <translation>세션, 실험, 텍스트, 시계열, 가중치 (*.rnnviz *.toml *.txt *.py *.md *.csv *.tsv *.npy *.safetensors)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/line_part.py" />
   <source>The branches of this session cannot be opened: {problem}.</source>
   <translation>이 세션의 가지들을 열 수 없습니다: {problem}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/notes_dialog.py" />
   <source>Notes</source>
   <translation>메모</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/notes_dialog.py" />
   <source>What you saw, what you changed, what to look at next …</source>
   <translation>본 것, 바꾼 것, 다음에 볼 것 …</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/notes_dialog.py" />
   <source>What you write here is kept in the session's file.</source>
   <translation>여기에 적은 내용은 세션 파일에 저장됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/recovery.py" />
   <source>Discard</source>
   <translation>버리기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/recovery.py" />
   <source>Restore</source>
   <translation>복구</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/recovery.py" />
   <source>Some of it could not be read.</source>
   <translation>일부는 읽지 못했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/recovery.py" />
   <source>The program ended unexpectedly. “{title}” was kept at {time}, at update {update}.</source>
   <translation>프로그램이 예기치 않게 끝났습니다. ‘{title}’이(가) {time}에 갱신 {update}회 상태로 보관되어 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/recovery.py" />
   <source>This session is not safe from a crash at present: {problem}.</source>
   <translation>지금은 비정상 종료에 대비해 이 세션을 보관할 수 없습니다: {problem}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/session_words.py" />
   <source>Its weights cannot be read: the rest would begin afresh.</source>
   <translation>가중치를 읽을 수 없어, 나머지를 열면 처음부터 시작합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/session_words.py" />
   <source>The rest can be opened, at update {update}.</source>
   <translation>나머지는 갱신 {update}회 상태로 열 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/session_words.py" />
   <source>{file} has changed: its symbols are no longer those of the session's weights</source>
   <translation>{file}: 내용이 바뀌어, 기호가 세션의 가중치와 더는 맞지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>It is shown as it was saved.</source>
   <translation>저장된 그대로 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>Open the rest</source>
   <translation>나머지 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>Replace it</source>
   <translation>바꾸기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>Save under another name…</source>
   <translation>다른 이름으로 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>Show what was saved</source>
   <translation>저장된 것 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>The data are not those that this session learnt from ({file} has changed): weights and curves are as they were saved, and learning goes on with the data as they are now.</source>
   <translation>이 세션이 학습한 데이터와 다릅니다({file}이(가) 바뀌었습니다). 가중치와 곡선은 저장된 그대로이고, 학습은 지금의 데이터로 이어집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>This session cannot learn on: {problem}.</source>
   <translation>이 세션은 학습을 이어 갈 수 없습니다: {problem}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/files/sessions.py" />
   <source>{file} has been written by another program or window since it was opened or saved here.</source>
   <translation>{file}은(는) 여기서 열거나 저장한 뒤에 다른 프로그램이나 창이 다시 썼습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/device_words.py" />
   <source>no Apple GPU was found</source>
   <translation>Apple GPU를 찾지 못했습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/device_words.py" />
   <source>no CUDA device was found</source>
   <translation>CUDA 장치를 찾지 못했습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/device_words.py" />
   <source>not available</source>
   <translation>사용할 수 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/device_words.py" />
   <source>this torch was built without CUDA</source>
   <translation>이 torch는 CUDA 없이 빌드되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/device_words.py" />
   <source>this torch was built without MPS</source>
   <translation>이 torch는 MPS 없이 빌드되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Acts only with {field}: {values}.</source>
   <translation>{field}: {values}일 때만 작동합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Cell</source>
   <translation>셀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Gradient clipping</source>
   <translation>기울기 클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Model</source>
   <translation>모델</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Run</source>
   <translation>실행 환경</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Task</source>
   <translation>과제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>The task “{task}” needs: {choices}.</source>
   <translation>과제 “{task}”에 필요한 값: {choices}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/experiment_form.py" />
   <source>Training</source>
   <translation>학습</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_controls.py" />
   <source>Draw another seed</source>
   <translation>다른 시드 뽑기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_row.py" />
   <source>Back to {value}</source>
   <translation>되돌리기: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>A change builds a new model.</source>
   <translation>바꾸면 새 모델을 만듭니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>Acts on the running model at once.</source>
   <translation>실행 중인 모델에 바로 적용됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>Apple GPU (MPS)</source>
   <translation>Apple GPU(MPS)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>English</source>
   <translation>영어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>English and Korean</source>
   <translation>영어와 한국어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>From {low} to {high}.</source>
   <translation>범위: {low} ~ {high}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>Gaussian</source>
   <translation>가우스</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>Korean</source>
   <translation>한국어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>Unit: {unit}.</source>
   <translation>단위: {unit}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>additive</source>
   <translation>가산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>after</source>
   <translation>후</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>all steps</source>
   <translation>모든 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>as it happened</source>
   <translation>일어난 순서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>as they are</source>
   <translation>그대로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>automatic</source>
   <translation>자동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>before</source>
   <translation>전</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>built-in</source>
   <translation>내장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>by norm</source>
   <translation>노름 기준</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>by value</source>
   <translation>값 기준</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>digits to words</source>
   <translation>숫자에서 낱말로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>dot product</source>
   <translation>내적</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>embedding</source>
   <translation>임베딩</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>encoder–decoder</source>
   <translation>인코더–디코더</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>fresh</source>
   <translation>새로 시작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>general</source>
   <translation>일반형(general)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>identity</source>
   <translation>항등</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>last number again</source>
   <translation>직전 값 반복</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>last step</source>
   <translation>마지막 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>learnt</source>
   <translation>학습됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>left out</source>
   <translation>제외</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>lines dropped</source>
   <translation>해당 줄 제외</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>many-to-many</source>
   <translation>다대다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>many-to-many, delayed</source>
   <translation>다대다 (지연)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>many-to-one</source>
   <translation>다대일</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>momentum</source>
   <translation>모멘텀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>newest batch</source>
   <translation>최신 배치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>noisy sine</source>
   <translation>잡음 섞인 사인파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>none</source>
   <translation>없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>off</source>
   <translation>끔</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>on</source>
   <translation>켬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>one-hot</source>
   <translation>원-핫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>one-to-many</source>
   <translation>일대다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>one-to-one</source>
   <translation>일대일</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>orthogonal</source>
   <translation>직교</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>pixel by pixel</source>
   <translation>픽셀 단위로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>real numbers</source>
   <translation>실수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>refused</source>
   <translation>거부</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>row by row</source>
   <translation>행 단위로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>same example</source>
   <translation>같은 예제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>shuffled</source>
   <translation>뒤섞음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>sinusoidal</source>
   <translation>사인파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>stack of layers</source>
   <translation>층 쌓기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>standardised</source>
   <translation>표준화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>sunspots</source>
   <translation>태양 흑점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>the Nile</source>
   <translation>나일강</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>torch's uniform</source>
   <translation>torch 균등</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>transformer</source>
   <translation>트랜스포머</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>two regimes</source>
   <translation>두 국면</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>white noise</source>
   <translation>백색 잡음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>window, no memory</source>
   <translation>윈도우(기억 없음)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/field_words.py" />
   <source>words to digits</source>
   <translation>낱말에서 숫자로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>A transformer carries no state from step to step, so there is nothing to cut.</source>
   <translation>트랜스포머는 시점 사이에 상태를 넘기지 않으므로 자를 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>A transformer's blocks have no cell; of it only the hidden size acts, as their width.</source>
   <translation>트랜스포머 블록에는 셀이 없습니다. 셀 설정 가운데 은닉 크기만 블록의 너비로 쓰입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>A window has hidden layers of its own: choose their number below.</source>
   <translation>윈도우 모델에는 은닉층이 따로 있습니다. 개수는 아래에서 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>A window has no cell; of it only the hidden size acts, as the units of each hidden layer.</source>
   <translation>윈도우 모델에는 셀이 없습니다. 셀 설정 가운데 은닉 크기만 각 은닉층의 유닛 수로 쓰입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>A window's gradient reaches its own steps and no further, so there is nothing to cut.</source>
   <translation>윈도우의 기울기는 윈도우 안의 시점까지만 닿으므로 자를 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>Acts only with a file of weights.</source>
   <translation>가중치 파일이 있을 때만 작동합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>Gradients run through the whole pass of an encoder and decoder.</source>
   <translation>인코더와 디코더에서는 기울기가 패스 전체를 거슬러 흐릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>The file of the weights decides this: clear “{field}” to choose it.</source>
   <translation>가중치 파일이 정하는 값입니다. 고르려면 “{field}” 칸을 비우세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>Without a hidden layer nothing is squashed.</source>
   <translation>은닉층이 없으면 활성화 함수를 쓰지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>Without a hidden layer there are no hidden units.</source>
   <translation>은닉층이 없으면 은닉 유닛도 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/inactive_field.py" />
   <source>weights</source>
   <translation>가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/span.py" />
   <source>{field} must be between {low} and {high}, got {value}</source>
   <translation>{field}: {low}에서 {high} 사이여야 합니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/span.py" />
   <source>{field} must be {wanted}, got {value}</source>
   <translation>{field}: 필요한 값은 {wanted}입니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/text_edit.py" />
   <source>Open a file</source>
   <translation>파일 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/text_edit.py" />
   <source>Open a file…</source>
   <translation>파일 열기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/form/text_edit.py" />
   <source>Open a file… (or drop one here)</source>
   <translation>파일 열기… (여기에 끌어다 놓아도 됩니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>About rnnviz</source>
   <translation>rnnviz 정보</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>Copied</source>
   <translation>복사됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>Copy</source>
   <translation>복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>available</source>
   <translation>사용 가능</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>run {number} on {device}, {count} parameters</source>
   <translation>실행 {number}: {device}, 파라미터 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/about.py" />
   <source>torch {version}, threads: {count}</source>
   <translation>torch {version}, 스레드 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/action_set.py" />
   <source>&amp;Edit</source>
   <translation>편집(&amp;E)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/action_set.py" />
   <source>&amp;File</source>
   <translation>파일(&amp;F)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/action_set.py" />
   <source>&amp;Help</source>
   <translation>도움말(&amp;H)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/action_set.py" />
   <source>&amp;Run</source>
   <translation>실행(&amp;R)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/action_set.py" />
   <source>&amp;View</source>
   <translation>보기(&amp;V)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>A gradient that is too long is shortened</source>
   <translation>너무 긴 기울기를 줄입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>All tracks, and gradient flow, spectrum, gate census and weights in tabs</source>
   <translation>모든 트랙과, 탭으로 묶은 기울기 흐름·스펙트럼·게이트 조사·가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>All tracks, the experiment and the docks of a first window</source>
   <translation>처음 창처럼 모든 트랙과 실험, 도크를 배치합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Backward</source>
   <translation>역전파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Begin again from fresh weights; Undo brings the trained ones back</source>
   <translation>새 가중치로 처음부터 시작합니다. 실행 취소하면 학습된 가중치가 돌아옵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Branches…</source>
   <translation>가지…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Cancel the way to an update</source>
   <translation>갱신으로 이동 취소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Choose among the experiments that come with the program, by picture and purpose</source>
   <translation>프로그램에 들어 있는 실험을 그림과 목적을 보고 고릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Clip</source>
   <translation>클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Close the window and end the engine</source>
   <translation>창을 닫고 엔진을 끝냅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Command palette…</source>
   <translation>명령 팔레트…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Compare with…</source>
   <translation>모델 비교…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Comparisons…</source>
   <translation>비교 실험…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Compute every number that is drawn again by other routes, and show how far they are apart</source>
   <translation>그려진 모든 수를 다른 경로로 다시 계산해 얼마나 다른지 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Copy a picture of the view that has the focus, else of the one under the mouse</source>
   <translation>포커스가 있는 뷰, 없으면 마우스 아래 뷰의 그림을 복사합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Copy as command line</source>
   <translation>명령줄로 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Copy the numbers of the view that has the focus, else of the one under the mouse, as CSV</source>
   <translation>포커스가 있는 뷰, 없으면 마우스 아래 뷰의 수치를 CSV로 복사합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Copy the rnnviz run command that repeats this run from its preset</source>
   <translation>이 실행을 프리셋에서 그대로 되풀이하는 rnnviz run 명령을 복사합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Experiments…</source>
   <translation>실험 고르기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Explore</source>
   <translation>탐색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Fill the whole screen; Esc leaves it</source>
   <translation>화면 전체를 채웁니다. Esc를 누르면 나옵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Find any action, view, experiment or field by a few letters</source>
   <translation>몇 글자로 동작, 뷰, 실험, 항목을 찾습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>First step</source>
   <translation>첫 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Forward</source>
   <translation>순전파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Fresh weights</source>
   <translation>처음 가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Full screen</source>
   <translation>전체 화면</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Go back to update 0, before anything was learnt</source>
   <translation>아무것도 배우기 전인 갱신 0으로 돌아갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Go one update back: weights, optimizer and data exactly as they were</source>
   <translation>갱신 하나를 되돌아갑니다. 가중치, 옵티마이저, 데이터가 그때와 똑같아집니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Go to t = 0 of the forward pass</source>
   <translation>순전파의 t = 0으로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Go to the last step of the forward pass</source>
   <translation>순전파의 마지막 시점으로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Go to the last update that the run has come to</source>
   <translation>지금까지 진행한 마지막 갱신으로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Keep experiment, weights, curves, layout and notes in one file, which opens where it was left</source>
   <translation>실험, 가중치, 곡선, 배치, 메모를 한 파일에 저장합니다. 열면 멈춘 곳에서 그대로 이어집니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Keep what is shown, and where, under a name</source>
   <translation>무엇을 어디에 보이는지를 이름을 붙여 저장합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Keys</source>
   <translation>단축키</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Larger type and lines, controls away, for the last row of a hall; Esc leaves it</source>
   <translation>강의실 맨 뒷줄에서도 보이도록 글자와 선을 키우고 조작 단추를 치웁니다. Esc로 끝냅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Last step</source>
   <translation>마지막 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Learn at full speed; the shown moment stays and the curves follow</source>
   <translation>최고 속도로 학습합니다. 보고 있는 순간은 그대로이고 곡선이 따라옵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Learn from one batch, then show the new weights from the first step</source>
   <translation>배치 하나로 학습한 뒤 새 가중치를 첫 시점부터 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Leave off with replaying updates (Esc); the run stands where it stood before</source>
   <translation>갱신 되풀이를 그만둡니다(Esc). 실행은 그 전 자리로 돌아갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Leave, the innermost first</source>
   <translation>안쪽부터 나가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Lecture</source>
   <translation>강의</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Lecture mode</source>
   <translation>강의 모드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Let the model learn a text file of your own, character by character</source>
   <translation>내 텍스트 파일을 한 글자씩 학습하게 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Let the moment run through the pass: forward, loss, backward, clip, update</source>
   <translation>순전파, 손실, 역전파, 클리핑, 갱신 순서로 진행합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Light or dark</source>
   <translation>밝게/어둡게</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>List every key</source>
   <translation>모든 단축키를 봅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Loop</source>
   <translation>반복</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Loss</source>
   <translation>손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Make the change again that was taken back</source>
   <translation>취소한 변경을 다시 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Menu of the view</source>
   <translation>뷰의 메뉴</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Newest update</source>
   <translation>최신 갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Next update</source>
   <translation>다음 갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Notes…</source>
   <translation>메모…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>One step in the phase's direction: on in the forward pass, back in time in the backward pass</source>
   <translation>현재 단계의 방향으로 한 시점: 순전파에서는 앞으로, 역전파에서는 시간을 거슬러 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Open a session, an experiment (TOML), a text or series to learn, or weights (safetensors) to replay</source>
   <translation>세션, 실험(TOML), 학습할 텍스트나 시계열, 또는 재생할 가중치(safetensors)를 엽니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Open a window with this model, fresh or where it stood, beside a rival on the same batches; two engines more</source>
   <translation>이 모델을 새로 또는 멈췄던 곳에서 시작해, 같은 배치로 학습하는 상대 모델과 나란히 보여 주는 창을 엽니다. 엔진 두 개가 더 실행됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Open text…</source>
   <translation>텍스트 열기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Open the menu of the view that has the focus, else of the one under the mouse</source>
   <translation>포커스가 있는 뷰, 없으면 마우스 아래 뷰의 메뉴를 엽니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Open…</source>
   <translation>열기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Play the steps marked on the ruler over and over; without a mark, those in sight</source>
   <translation>눈금자에 표시한 구간을 되풀이해 재생합니다. 표시가 없으면 화면에 보이는 구간입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Previous update</source>
   <translation>이전 갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Put every track, dock and the time axis back as at first</source>
   <translation>트랙, 패널, 시간축을 처음 상태로 되돌립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Quit</source>
   <translation>종료</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Redo</source>
   <translation>다시 실행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Research</source>
   <translation>연구</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Reset</source>
   <translation>초기화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Reset layout</source>
   <translation>배치 초기화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save a picture of a view as PNG, PDF or SVG, drawn anew in the size and theme that you choose</source>
   <translation>고른 크기와 테마로 뷰를 새로 그려 PNG, PDF, SVG로 저장합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save a picture of the whole window (PNG)</source>
   <translation>창 전체의 그림을 저장합니다(PNG)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save experiment as…</source>
   <translation>실험을 다른 이름으로 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save layout as…</source>
   <translation>배치를 새 이름으로 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save picture of the window…</source>
   <translation>창의 그림 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save session as…</source>
   <translation>세션을 다른 이름으로 저장…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save the numbers of a view as CSV with units, or as NPZ for numpy</source>
   <translation>뷰의 수치를 단위가 붙은 CSV나 numpy용 NPZ로 저장합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Save the session under another name</source>
   <translation>세션을 다른 이름으로 저장합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Say what the view shows that has the focus or the mouse</source>
   <translation>포커스나 마우스가 있는 뷰가 무엇을 보여 주는지 설명합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Step back</source>
   <translation>한 시점 뒤로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Step forward</source>
   <translation>한 시점 앞으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Switch between English and Korean</source>
   <translation>영어와 한국어를 바꿉니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Switch between the light and the dark theme</source>
   <translation>밝은 테마와 어두운 테마를 바꿉니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Take back the last change of the experiment</source>
   <translation>마지막으로 바꾼 실험 설정을 되돌립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Take the last step back</source>
   <translation>한 시점 되돌아갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Ten steps against the phase's direction</source>
   <translation>현재 단계의 반대 방향으로 열 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Ten steps back</source>
   <translation>열 시점 뒤로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Ten steps forward</source>
   <translation>열 시점 앞으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Ten steps in the phase's direction</source>
   <translation>현재 단계의 방향으로 열 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Text, gradient norms, gates, and one large dock</source>
   <translation>텍스트, 기울기 노름, 게이트와 큰 도크 하나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>The backward pass: gradients flow from t = T−1 to 0</source>
   <translation>역전파: 기울기가 t = T−1에서 0으로 흐릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>The forward pass: inputs are read from t = 0 to T−1</source>
   <translation>순전파: 입력을 t = 0에서 T−1까지 읽습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>The optimizer moves the weights</source>
   <translation>옵티마이저가 가중치를 움직입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>The outputs are compared with the targets</source>
   <translation>출력을 정답과 비교합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>The runs that left this one at a past update: go there, compare, remove</source>
   <translation>과거 갱신에서 갈라져 나온 실행 목록: 이동, 비교, 제거</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Train</source>
   <translation>학습</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Train several models on the same batches over seeds, beside the window: curves and a table</source>
   <translation>여러 모델을 같은 배치로 시드마다 학습시켜 곡선과 표로 비교합니다. 창과 따로 실행됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Type small matrices and a short input, and see every line of the computation in numbers</source>
   <translation>작은 행렬과 짧은 입력을 써 넣으면 계산의 모든 줄을 숫자로 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Undo</source>
   <translation>실행 취소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Update</source>
   <translation>갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Verify this picture…</source>
   <translation>이 그림 검증…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Versions to copy into a report</source>
   <translation>오류 신고에 붙여 넣을 버전 정보</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>What was typed, a drag, work under way, lecture mode, the full screen: one at a time</source>
   <translation>입력하던 글, 끌기, 진행 중인 작업, 강의 모드, 전체 화면에서 하나씩 나갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Worked example…</source>
   <translation>손 계산 예제…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Write down everything that is needed to repeat this run</source>
   <translation>이 실행을 재현하는 데 필요한 모든 것을 저장합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Write down what you see; notes are kept in the session</source>
   <translation>본 것을 적어 둡니다. 메모는 세션에 함께 저장됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/actions.py" />
   <source>Zoom all tracks out to the whole pass</source>
   <translation>전체 구간이 보이도록 모든 트랙을 축소합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/command_palette.py" />
   <source>Action, view, experiment, field …</source>
   <translation>동작, 뷰, 실험, 항목 …</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/command_palette.py" />
   <source>Command palette</source>
   <translation>명령 팔레트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/command_palette.py" />
   <source>Nothing is called so.</source>
   <translation>그런 이름은 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Back to the value of the experiment</source>
   <translation>실험의 원래 값으로 되돌림</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Back to where the drag began</source>
   <translation>끌기를 시작한 자리로 돌아가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Cancel it</source>
   <translation>취소하기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Choose the steps that Play repeats</source>
   <translation>반복 재생할 구간 고르기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Close it</source>
   <translation>닫기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Copy, export, explain, hide</source>
   <translation>복사, 내보내기, 설명, 숨기기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Double-click on a slider</source>
   <translation>슬라이더 더블 클릭</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Double-click on a track</source>
   <translation>트랙을 두 번 클릭</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Drag on a track</source>
   <translation>트랙에서 끌기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc during long work</source>
   <translation>오래 걸리는 작업 중에 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc in a field</source>
   <translation>입력란에서 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc in a menu, a list or a small window</source>
   <translation>메뉴, 목록, 작은 창에서 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc in lecture mode</source>
   <translation>강의 모드에서 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc in the full screen</source>
   <translation>전체 화면에서 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc leaves the innermost first</source>
   <translation>Esc는 안쪽부터 나갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc once more in a field</source>
   <translation>입력란에서 Esc를 한 번 더</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Esc while dragging</source>
   <translation>끄는 중에 Esc</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Give up what was typed</source>
   <translation>입력한 것을 취소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Leave lecture mode</source>
   <translation>강의 모드에서 나가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Leave the full screen</source>
   <translation>전체 화면에서 나가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Let the keys act on the window again</source>
   <translation>키를 다시 창에 돌려주기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Mouse</source>
   <translation>마우스</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Move all tracks</source>
   <translation>모든 트랙 이동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Move the cursor</source>
   <translation>커서 이동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Numbers and sliders</source>
   <translation>숫자와 슬라이더</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>One step more or less</source>
   <translation>한 단계 늘리거나 줄임</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Page Up, Page Down</source>
   <translation>Page Up, Page Down</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Print…</source>
   <translation>인쇄…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Right button on a view</source>
   <translation>뷰에서 오른쪽 단추</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Scroll the tracks, where there are too many for the height</source>
   <translation>트랙이 높이에 비해 많으면 위아래로 스크롤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Search</source>
   <translation>찾기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Shift + drag, drag on the ruler</source>
   <translation>Shift + 끌기, 눈금자에서 끌기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Shift + wheel, Ctrl + drag</source>
   <translation>Shift + 휠, Ctrl + 끌기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Shift or Ctrl with these, or while dragging</source>
   <translation>이 키들과 함께, 또는 끄는 동안 Shift나 Ctrl</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Ten steps more or less</source>
   <translation>열 단계 늘리거나 줄임</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Ten times finer</source>
   <translation>열 배 더 세밀하게</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Up, Down</source>
   <translation>위, 아래 화살표</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Wheel</source>
   <translation>휠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Wheel on a heading, Page Up, Page Down</source>
   <translation>제목 줄에서 휠, Page Up, Page Down</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/keys_sheet.py" />
   <source>Zoom all tracks</source>
   <translation>모든 트랙 확대·축소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/menus.py" />
   <source>Delete</source>
   <translation>지우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/menus.py" />
   <source>Docks</source>
   <translation>패널</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/menus.py" />
   <source>Rename</source>
   <translation>이름 바꾸기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/preset_browser.py" />
   <source>No experiment has these letters.</source>
   <translation>이 글자가 들어 있는 실험이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/undo_names.py" />
   <source>Nothing was taken back.</source>
   <translation>다시 실행할 변경이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/undo_names.py" />
   <source>Redo {what}</source>
   <translation>다시 실행: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/undo_names.py" />
   <source>There is nothing to take back.</source>
   <translation>취소할 변경이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/hands/undo_names.py" />
   <source>Undo {what}</source>
   <translation>실행 취소: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/leaving.py" />
   <source>Cancelled after {seconds} s: the example is shown again.</source>
   <translation>{seconds}초 뒤 취소됨: 다시 예제를 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/leaving.py" />
   <source>Cancelled after {seconds} s: the loss that is followed back is the one in the picture.</source>
   <translation>{seconds}초 뒤 취소됨: 거슬러 올라가는 손실은 그림에 있는 그대로입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/leaving.py" />
   <source>Cancelled after {seconds} s: the operations are as in the picture again; redo brings them back.</source>
   <translation>{seconds}초 뒤 취소됨: 조작은 다시 그림에 있는 그대로입니다. 다시 실행하면 되돌아옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/leaving.py" />
   <source>Left off: computing {what} was cancelled after {seconds} s; the other views go on.</source>
   <translation>그만둠: {what} 계산이 {seconds}초 뒤 취소되었습니다. 다른 뷰는 계속됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/leaving.py" />
   <source>Left off: computing {what} was cancelled after {seconds} s; the picture stays as it was.</source>
   <translation>그만둠: {what} 계산이 {seconds}초 뒤 취소되었습니다. 그림은 그대로 남습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Backward: the gradient of the loss flows back in time; now at t = {t}.</source>
   <translation>역전파: 손실의 기울기가 시간을 거슬러 흐릅니다. 지금 t = {t}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Backward: the gradient of the loss flows back to all that was attended to; now at t = {t}.</source>
   <translation>역전파: 손실의 기울기가 어텐션이 본 모든 시점으로 되돌아갑니다. 지금 t = {t}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Backward: through one direction the gradient goes to earlier steps, through the other to later ones; now at t = {t}.</source>
   <translation>역전파: 기울기가 한 방향을 통해서는 앞선 시점으로, 다른 방향을 통해서는 뒤 시점으로 흐릅니다. 지금 t = {t}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Building the model and making its first trace…</source>
   <translation>모델을 만들고 첫 트레이스를 기록하는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Clip: a gradient that is too long would be shortened here, before it moves the weights.</source>
   <translation>클리핑: 기울기가 너무 길면 가중치를 움직이기 전에 여기서 줄입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Clip: the last batch's gradient norm was {norm}; it was scaled by {coefficient}.</source>
   <translation>클리핑: 마지막 배치의 기울기 노름이 {norm}이어서 {coefficient}배로 줄였습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Clip: the last batch's gradient norm was {norm}; nothing was clipped.</source>
   <translation>클리핑: 마지막 배치의 기울기 노름은 {norm}이고 줄이지 않았습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Forward: at t = {t} every block reads “{token}” and attends to the steps that it may see.</source>
   <translation>순전파: t = {t}에서 모든 블록이 입력 “{token}” 하나를 읽고, 볼 수 있는 시점에 주목합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Forward: at t = {t}, “{token}”, one direction has read what came before, the other all that comes after.</source>
   <translation>순방향: t = {t}, “{token}”에서 한 방향은 앞의 것을, 다른 방향은 뒤의 것을 모두 읽었습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Forward: the cell reads “{token}” at t = {t} and updates its state.</source>
   <translation>순전파: 셀이 t = {t}의 입력 “{token}” 하나를 읽고 상태를 바꿉니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Forward: “{token}” enters the window at t = {t}; the oldest step falls out.</source>
   <translation>순전파: t = {t}의 입력 “{token}” 하나가 윈도우에 들어오고 가장 오래된 시점이 빠집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Loss: the operated pass costs {loss}, the untouched one {before}.</source>
   <translation>손실: 조작한 패스의 손실은 {loss}, 손대지 않은 패스는 {before}입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Loss: the outputs are compared with the targets; this pass costs {loss}.</source>
   <translation>손실: 출력을 정답과 비교합니다. 이번 패스의 손실은 {loss}입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>No model is running: change the experiment, or choose another.</source>
   <translation>실행 중인 모델이 없습니다. 실험을 바꾸거나 다른 실험을 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Starting the engine: importing torch…</source>
   <translation>엔진을 시작하는 중: torch를 불러오고 있습니다…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Starting the engine…</source>
   <translation>엔진을 시작하는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>The engine has stopped; the traces that came stay.</source>
   <translation>엔진이 멈췄습니다. 지금까지 받은 트레이스는 남아 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/narration.py" />
   <source>Update: the optimizer moves the weights; the next pass runs on the new ones.</source>
   <translation>갱신: 옵티마이저가 가중치를 움직이고, 다음 패스는 새 가중치로 진행합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>A text of the model's own, {count} long: −ln p {loss} nats a symbol, at update {update}</source>
   <translation>모델이 쓴 텍스트: 갱신 {update}번 뒤, 기호 {count}개, 각 −ln p {loss} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>Back to the example</source>
   <translation>예제로 돌아가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>Show the example of this task in the tracks again; the text stays in the Generation view</source>
   <translation>이 과제의 예제를 트랙에 다시 보여 줍니다. 텍스트는 생성 뷰에 남습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>The model's own text</source>
   <translation>모델이 쓴 텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>The model's own text, {count} long: {loss} nats a symbol</source>
   <translation>모델이 쓴 텍스트: 기호 {count}개, 각 {loss} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/moment/text_bar.py" />
   <source>The tracks show prompt and text as one pass: the loss falls on what the model wrote. While it learns, the text is read by the weights as they become.</source>
   <translation>트랙은 프롬프트와 텍스트를 한 패스로 보여 줍니다. 손실은 모델이 쓴 부분에만 있습니다. 학습하는 동안에는 그때그때의 가중치로 이 텍스트를 다시 읽습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/notices.py" />
   <source>Close this notice</source>
   <translation>알림 닫기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/notices.py" />
   <source>Details</source>
   <translation>자세히</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>Copy rows</source>
   <translation>행 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>D: inputs, H: hidden size, G: blocks of H rows (RNN 1, GRU 3, LSTM 4), K: outputs, V: symbols</source>
   <translation>D: 입력 수, H: 은닉 크기, G: H행짜리 블록 수 (RNN 1, GRU 3, LSTM 4), K: 출력 수, V: 기호 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>expected</source>
   <translation>있어야 할 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>found</source>
   <translation>실제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>key</source>
   <translation>키</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/key_table.py" />
   <source>verdict</source>
   <translation>판정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/recent.py" />
   <source>Clear this list</source>
   <translation>목록 지우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/recent.py" />
   <source>Files that you open or save will stand here.</source>
   <translation>열거나 저장한 파일이 여기에 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/recent.py" />
   <source>Nothing yet</source>
   <translation>아직 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/recent.py" />
   <source>Open recent</source>
   <translation>최근 파일 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/recent.py" />
   <source>The list is empty.</source>
   <translation>목록이 비어 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>(empty)</source>
   <translation>(비어 있음)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>A ticked column has gaps: choose what becomes of them.</source>
   <translation>선택한 열에 빈칸이 있습니다. 어떻게 할지 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>Dropped, the steps before and after a line stand next to each other; filled, the last number before stands again, which tells nothing of what comes</source>
   <translation>제외하면 그 줄의 앞뒤 시점이 맞붙습니다. 채우면 직전 값이 한 번 더 쓰이며, 앞으로 올 값은 전혀 드러나지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>No column is ticked.</source>
   <translation>선택한 열이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>Series: {file}</source>
   <translation>시계열: {file}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>Tick the columns that are the series: each step is a line, each ticked column a variable. The first column, where it is not ticked, names the steps.</source>
   <translation>시계열이 될 열을 고르세요. 한 줄이 한 시점이고, 고른 열 하나가 변수 하나입니다. 첫 열을 고르지 않으면 그 값이 시점의 이름이 됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>What is done with gaps</source>
   <translation>결측값 처리</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>choose what is done with them</source>
   <translation>어떻게 처리할지 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>column {n}</source>
   <translation>{n}열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>drop the lines with gaps</source>
   <translation>결측값이 있는 줄 제외</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>fill gaps with the last number</source>
   <translation>직전 값으로 채우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>gaps: choose…</source>
   <translation>결측값: 고르세요…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>line {line}, column {column} is empty (gaps in all: {count})</source>
   <translation>{line}번째 줄 {column}번째 열이 비어 있습니다 (결측값 모두 {count}개)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>line {line}, column {column} is not a finite number: {value} (gaps in all: {count})</source>
   <translation>{line}번째 줄 {column}번째 열이 유한한 수가 아닙니다: {value} (결측값 모두 {count}개)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>no numbers</source>
   <translation>수 아님</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>numbers</source>
   <translation>수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>the first {lines} lines were looked at, the rest is when it is opened</source>
   <translation>처음 {lines}줄만 살펴봤고, 나머지는 열 때 확인합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/series_dialog.py" />
   <source>{count} of {total} columns are learnt</source>
   <translation>열 {total}개 가운데 {count}개를 학습합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>(no prefix)</source>
   <translation>(접두어 없음)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>File</source>
   <translation>파일</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>Recurrent module</source>
   <translation>순환 모듈</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>Replay on</source>
   <translation>돌려 볼 과제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>This task makes its own data: it reads no file.</source>
   <translation>이 과제는 데이터를 스스로 만들며 파일을 읽지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>Weights: {file}</source>
   <translation>가중치: {file}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>a projection</source>
   <translation>투영</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>another shape</source>
   <translation>모양이 다름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>another type of number</source>
   <translation>수의 자료형이 다름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>fits</source>
   <translation>맞음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>fits, but {count} are NaN or infinite</source>
   <translation>맞음, 다만 값 {count}개가 NaN 또는 무한대</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>looks transposed</source>
   <translation>전치된 듯함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>missing</source>
   <translation>없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>not used</source>
   <translation>쓰지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>not used: of {name}</source>
   <translation>쓰이지 않음: {name}의 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>of another cell</source>
   <translation>다른 셀의 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>readout</source>
   <translation>출력층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>{name}: cannot be opened</source>
   <translation>{name}: 열 수 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>{name}: {cell}, both ways, layers {layers}, inputs {inputs}, hidden size {hidden}</source>
   <translation>{name}: {cell}, 양방향, 층 {layers}, 입력 {inputs}, 은닉 크기 {hidden}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/opened/weights_dialog.py" />
   <source>{name}: {cell}, layers {layers}, inputs {inputs}, hidden size {hidden}</source>
   <translation>{name}: {cell}, 층 {layers}, 입력 {inputs}, 은닉 크기 {hidden}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/painting.py" />
   <source>Past update {update}. {words}</source>
   <translation>과거 갱신 {update}. {words}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>1 update</source>
   <translation>갱신 1회</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Branches</source>
   <translation>가지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Draw its curves, dashed, beside those of the shown run</source>
   <translation>표시 중인 실행의 곡선 옆에 이 실행의 곡선을 파선으로 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Go back to a past update and change a value there: a branch begins, and this run stays.</source>
   <translation>과거 갱신으로 돌아가 값을 바꾸면 가지가 시작되고, 이 실행은 그대로 남습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Go on with this run where it ended; Undo comes back</source>
   <translation>이 실행이 끝난 곳에서 이어 갑니다. 실행 취소로 돌아올 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Go there</source>
   <translation>이동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Mean loss of its last updates; it has come to update {update}</source>
   <translation>마지막 갱신들의 평균 손실. 갱신 {update}까지 진행했습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>Remove it from the list; Undo brings it back</source>
   <translation>목록에서 제거합니다. 실행 취소로 되살릴 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>compare</source>
   <translation>비교</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>from the beginning</source>
   <translation>처음부터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>from update {update} of {name}</source>
   <translation>{name}의 갱신 {update}에서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>shown</source>
   <translation>표시 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/line_list.py" />
   <source>{count} updates</source>
   <translation>갱신 {count}회</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/lines.py" />
   <source>Branch {number}</source>
   <translation>가지 {number}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/lines.py" />
   <source>Trunk</source>
   <translation>줄기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/lines.py" />
   <source>go to {name}</source>
   <translation>{name}(으)로 이동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/lines.py" />
   <source>remove {name}</source>
   <translation>{name} 제거</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/pins.py" />
   <source>{what}; final loss {loss} at update {count}</source>
   <translation>{what}. 갱신 {count}회, 마지막 손실 {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/time_machine.py" />
   <source>Allow {size} MB</source>
   <translation>{size} MB 허용</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/time_machine.py" />
   <source>Snapshots may take {size} MB from now on.</source>
   <translation>이제부터 스냅샷에 {size} MB까지 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/time_machine.py" />
   <source>The run stands at its fresh weights already.</source>
   <translation>이미 학습 전의 처음 가중치에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/time_machine.py" />
   <source>The run stands at its newest update already.</source>
   <translation>이미 가장 새로운 업데이트에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/time_machine.py" />
   <source>The snapshots of this training fill their {size} MB: the oldest go, so that going far back takes longer. Every update can still be reached.</source>
   <translation>이 학습의 스냅샷이 정해진 {size} MB를 채웠습니다. 오래된 것부터 사라지므로 먼 과거로 돌아가는 데 시간이 더 걸립니다. 모든 갱신에는 여전히 갈 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/timeline.py" />
   <source>Drag through the training, click to go to an update; a change made there begins a branch.</source>
   <translation>끌면 학습 과정을 훑고, 클릭하면 그 갱신으로 갑니다. 그곳에서 값을 바꾸면 가지가 시작됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/timeline.py" />
   <source>Update {update} of {last}</source>
   <translation>갱신 {update} / {last}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/past/timeline.py" />
   <source>{name} leaves here</source>
   <translation>여기서 {name}이(가) 갈라집니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/job_desk.py" />
   <source>there is no model yet: wait until it is built</source>
   <translation>아직 모델이 없습니다. 만들어질 때까지 기다려 주세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>Lyapunov exponents</source>
   <translation>리아푸노프 지수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>Lyapunov exponents of the free run</source>
   <translation>자유 실행의 리아푸노프 지수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>busy: building the model</source>
   <translation>모델 만드는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>busy: learning, {seconds} s for this update so far</source>
   <translation>학습하는 중, 이 갱신에 지금까지 {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>busy: replaying updates, {percent} %, {seconds} s</source>
   <translation>작업 중: 갱신 재현, {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>busy: verifying, {percent} %, {seconds} s</source>
   <translation>작업 중: 검증, {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing once more with all digits: {percent} %, {seconds} s</source>
   <translation>모든 자릿수로 다시 계산 중: {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing {what} once more, with all digits: {percent} %, {seconds} s</source>
   <translation>{what}, 모든 자릿수로 다시 계산 중: {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing {what}: {percent} %, {seconds} s</source>
   <translation>{what} 계산 중: {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing {what}: {seconds} s</source>
   <translation>{what} 계산 중: {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing: {percent} %, {seconds} s</source>
   <translation>계산 중: {percent} %, {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>computing: {seconds} s</source>
   <translation>계산 중: {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>norms of paths through time</source>
   <translation>시간을 지나는 경로의 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>stops after this update</source>
   <translation>이 갱신을 마치면 멈춥니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>stops after this update, which has taken {seconds} s so far</source>
   <translation>이 갱신을 마치면 멈춥니다, 지금까지 {seconds}초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the Jacobians of the steps</source>
   <translation>각 단계의 야코비 행렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the eigenvalues of the steps' Jacobians</source>
   <translation>각 시점 야코비 행렬의 고윳값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the gradient over the batch</source>
   <translation>배치 전체의 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the loss-by-time matrix</source>
   <translation>손실×시간 행렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the pass</source>
   <translation>패스</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the weights' gradient by lag</source>
   <translation>지연별 가중치 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>the weights' gradient by step</source>
   <translation>단계별 가중치 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/running/trace_words.py" />
   <source>what truncation keeps and loses</source>
   <translation>절단이 남기고 잃는 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/screen.py" />
   <source>Everything that the run is made from; a dot marks what you changed</source>
   <translation>실행을 이루는 모든 설정입니다. 점은 바꾼 항목을 나타냅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/screen.py" />
   <source>Surgery</source>
   <translation>모델 조작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/screen.py" />
   <source>What is operated on in the shown model: switch, change or remove it</source>
   <translation>보이는 모델에 가한 조작: 켜고 끄거나 바꾸거나 지웁니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/shooting.py" />
   <source>moment must be between {low} and {high}, got {value}</source>
   <translation>moment: {low}에서 {high} 사이여야 합니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/shooting.py" />
   <source>unknown view {name}: did you mean {nearest}?</source>
   <translation>알 수 없는 뷰 {name}: 혹시 {nearest}인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/shooting.py" />
   <source>unknown view {name}; “rnnviz list views” shows them all</source>
   <translation>알 수 없는 뷰 {name}: “rnnviz list views”로 모두 볼 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>Engine: torch {torch}, Python {python}, process {pid}</source>
   <translation>엔진: torch {torch}, 파이썬 {python}, 프로세스 {pid}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>How this trace was computed: {way}</source>
   <translation>이 기록을 계산한 방법: {way}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>all steps at once</source>
   <translation>모든 시점을 한 번에</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>exact, slower</source>
   <translation>정밀, 느림</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>fast path</source>
   <translation>빠른 경로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>hand-written loops over time, without a graph</source>
   <translation>그래프 없이 시간을 따라 직접 짠 반복문</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>leaving off…</source>
   <translation>그만두는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>oneDNN's fused LSTM, and back by hand on the gates that it leaves</source>
   <translation>oneDNN의 융합 LSTM으로 순전파하고, 거기에 남은 게이트 값으로 역전파를 직접 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>oneDNN's fused LSTM, with the recurrent weight in the input weight's place</source>
   <translation>oneDNN의 융합 LSTM: 입력 가중치 자리에 순환 가중치를 넣어 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>resting</source>
   <translation>쉬는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>step by step</source>
   <translation>시점별 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>step by step: a norm or a slope lies beyond what the fast path holds</source>
   <translation>노름이나 기울기가 빠른 경로로 담을 수 있는 범위를 벗어나 한 시점씩 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>the cell's own step, unrolled, with autograd</source>
   <translation>셀의 한 시점 계산을 펼쳐 자동 미분으로 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>the steps of a window share what they read, and nothing else</source>
   <translation>윈도우 모델의 시점들은 읽은 값 말고는 아무것도 나누지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>torch's fused kernels, with an extra input that echoes the hidden state</source>
   <translation>torch의 융합 커널: 은닉 상태를 되비추는 추가 입력 사용</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>{device}, 1 thread</source>
   <translation>{device}, 스레드 1개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/status_line.py" />
   <source>{device}, {threads} threads</source>
   <translation>{device}, 스레드 {threads}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Learning goes on untouched.</source>
   <translation>학습은 손대지 않은 채 계속됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>List the operations, to change, switch or remove them</source>
   <translation>조작 목록을 열어 바꾸거나 켜고 끄거나 지웁니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Operated model</source>
   <translation>조작된 모델</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Operated model: 1 operation</source>
   <translation>조작된 모델: 조작 1개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Operated model: {count} operations</source>
   <translation>조작된 모델: 조작 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Operations</source>
   <translation>조작 목록</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Show the pass of the untouched model (the same weights and example), and the operated one again</source>
   <translation>손대지 않은 모델의 패스(같은 가중치와 예제)를 보여 주고, 다시 누르면 조작한 패스를 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Show untouched</source>
   <translation>원래 패스 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Untouched model</source>
   <translation>원래 모델</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Untouched model: 1 operation set aside</source>
   <translation>원래 모델: 조작 1개 보류</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>Untouched model: {count} operations set aside</source>
   <translation>원래 모델: 조작 {count}개 보류</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>computing the pass…</source>
   <translation>패스를 계산하는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>loss {before} → {after} (Δ {difference})</source>
   <translation>손실 {before} → {after} (Δ {difference})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operated_bar.py" />
   <source>loss Δ {difference}</source>
   <translation>손실 Δ {difference}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>keep in the model: {what}</source>
   <translation>모델에 반영: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>operation off: {what}</source>
   <translation>조작 끄기: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>operation on: {what}</source>
   <translation>조작 켜기: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>operation: {what}</source>
   <translation>조작: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>remove all operations</source>
   <translation>모든 조작 지우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>remove operation: {what}</source>
   <translation>조작 지우기: {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/operating.py" />
   <source>switch off what was left off</source>
   <translation>그만둔 조작 끄기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Keep in the model</source>
   <translation>모델에 반영</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Nothing is operated on.</source>
   <translation>아직 조작이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Nothing is operated on. Silence a unit, clamp a gate, cut the gradient, let another symbol be read: choose it here or from the menu of a track (right click), for the looped steps or the one under the mouse. The pass is computed again and shown against the untouched one; learning goes on untouched.</source>
   <translation>아직 조작이 없습니다. 유닛을 끄고, 게이트를 고정하고, 기울기를 끊고, 다른 기호를 읽게 해 보세요. 여기서 고르거나 트랙의 메뉴(오른쪽 클릭)에서 고르면 반복 구간 또는 마우스 아래 시점에 적용됩니다. 패스를 다시 계산해 손대지 않은 패스와 견주어 보여 주며, 학습은 손대지 않은 채 계속됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Operate…</source>
   <translation>조작하기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Remove all</source>
   <translation>모두 지우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Remove all operations (undo brings them back)</source>
   <translation>모든 조작을 지웁니다(실행 취소로 되돌릴 수 있습니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Remove this operation</source>
   <translation>이 조작 지우기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Switch this operation on or off</source>
   <translation>이 조작을 켜거나 끕니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>The value: what it is clamped to, multiplied by or set to (Up and Down change it by 0.1)</source>
   <translation>값: 고정할 값, 곱할 값 또는 설정할 값(위·아래 키로 0.1씩 바뀝니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>What can be done at the looped steps, or at the cursor, to the chosen unit</source>
   <translation>반복 구간이나 커서 위치에서 선택한 유닛에 할 수 있는 조작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/surgery_panel.py" />
   <source>Write this value into the weights: the model learns on with it, and the log of changes has it. Where the run stands in its past, a branch begins. Undo puts back what stood there.</source>
   <translation>이 값을 가중치에 써 넣습니다: 모델은 이 값으로 학습을 이어 가고, 변경 기록에 남습니다. 실행이 과거에 있으면 거기서 분기가 시작됩니다. 실행 취소하면 원래 값으로 되돌립니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/symbol_chooser.py" />
   <source>Read another symbol</source>
   <translation>다른 기호 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/symbol_chooser.py" />
   <source>Read instead of “{token}” {when}:</source>
   <translation>“{token}” 대신 읽을 기호({when}):</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/symbol_chooser.py" />
   <source>a symbol of the vocabulary</source>
   <translation>어휘에 있는 기호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/symbol_chooser.py" />
   <source>this model reads numbers, not symbols: clamp its inputs instead</source>
   <translation>이 모델은 기호가 아니라 수를 읽습니다. 대신 입력을 고정하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/surgery/symbol_chooser.py" />
   <source>“{symbol}” is not in the vocabulary: the nearest symbol is “{nearest}”</source>
   <translation>어휘에 “{symbol}” 기호가 없습니다. 가장 가까운 기호는 “{nearest}”입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/top_bar.py" />
   <source>Use this cell; a new model begins: {cell}</source>
   <translation>이 셀을 씁니다. 새 모델이 시작됩니다: {cell}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>Mean loss of the shown update's batch, before its weights moved</source>
   <translation>표시 중인 갱신의 배치 평균 손실, 가중치가 움직이기 전 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>Memory for snapshots</source>
   <translation>스냅샷 메모리</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>Speed</source>
   <translation>속도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>Speed of Play in steps of the network per second, from one to full speed; double-click: {usual}</source>
   <translation>재생 속도: 초당 시점 수, 1부터 최고 속도까지. 두 번 클릭하면 {usual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>The run is not on its way to another update.</source>
   <translation>실행이 다른 업데이트로 가는 중이 아닙니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>to update {goal}: {share} %</source>
   <translation>갱신 {goal}(으)로: {share} %</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>update {update} of {last}</source>
   <translation>갱신 {update} / {last}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/transport.py" />
   <source>{speed}/s</source>
   <translation>{speed}/초</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Back to {rate}</source>
   <translation>{rate}(으)로 되돌리기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Learning rate ÷ 10</source>
   <translation>학습률 ÷ 10</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Restart</source>
   <translation>다시 시작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Something went wrong inside the program; it goes on. The details help in a report.</source>
   <translation>프로그램 안에서 문제가 생겼지만 계속 실행됩니다. 신고할 때 자세한 내용이 도움이 됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Start it again</source>
   <translation>다시 시작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine could not be started: {detail}.</source>
   <translation>엔진을 시작하지 못했습니다: {detail}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine does not respond. It may be busy; started again, it goes on from its last snapshot.</source>
   <translation>엔진이 응답하지 않습니다. 바쁜 것일 수 있으며, 다시 시작하면 마지막 스냅샷에서 이어집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine sent what cannot be read.</source>
   <translation>엔진이 읽을 수 없는 것을 보냈습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine stopped unexpectedly (exit code {code}).</source>
   <translation>엔진이 뜻밖에 멈췄습니다(종료 코드 {code}).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine was ended by the system (signal {code}).</source>
   <translation>시스템이 엔진을 끝냈습니다(시그널 {code}).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The engine was not ready in time.</source>
   <translation>엔진이 제시간에 준비되지 않았습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>The weights of {file} run. What to know of them stands under Details.</source>
   <translation>{file}의 가중치로 실행 중입니다. 알아 둘 점은 자세히에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>Wait</source>
   <translation>기다리기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>{cause} It is being started again from fresh weights.</source>
   <translation>{cause} 새 가중치로 다시 시작합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>{cause} It is being started again from update {update}, and goes back to update {goal}.</source>
   <translation>{cause} 갱신 {update}부터 다시 시작해 갱신 {goal}(으)로 돌아갑니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>{cause} It is being started again from update {update}.</source>
   <translation>{cause} 갱신 {update}부터 다시 시작합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>{cause} It was started {count} times without success.</source>
   <translation>{cause} {count}번 시작했지만 실패했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>{problem}. Training has stopped, and the weights are those of update {restored} again.</source>
   <translation>{problem}. 학습을 멈추고 갱신 {restored}의 가중치로 되돌렸습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/troubles.py" />
   <source>“{view}” could not be drawn and is left as it is; the rest goes on.</source>
   <translation>“{view}”을(를) 그리지 못해 그대로 두었습니다. 나머지는 계속됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>drawn ({path})</source>
   <translation>그려진 값({path})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>engine</source>
   <translation>엔진</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>equation</source>
   <translation>수식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>finite difference</source>
   <translation>유한 차분</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>shares by step</source>
   <translation>시점별 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>sum</source>
   <translation>합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>sum over losses</source>
   <translation>손실에 걸친 합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>sum over steps</source>
   <translation>시점에 걸친 합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>the cell's own step</source>
   <translation>셀 자체의 한 시점 계산</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>torch cells</source>
   <translation>torch 셀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>training</source>
   <translation>학습</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>with probes</source>
   <translation>탐침과 함께</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/route_words.py" />
   <source>without probes</source>
   <translation>탐침 없이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>Checked is the untouched pass; the window shows an operated one.</source>
   <translation>검사한 것은 손대지 않은 패스이고, 창에는 조작한 패스가 보입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>Click: the table</source>
   <translation>클릭: 표</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>The check ended: another model took the place of the one that was being checked. Verify again checks that one.</source>
   <translation>검증이 끝났습니다. 검증하던 모델 대신 다른 모델이 들어섰기 때문입니다. ‘다시 검증’을 누르면 새 모델을 검증합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>The model has changed since.</source>
   <translation>그 뒤로 모델이 바뀌었습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>The numbers are being checked; learning waits until it is done. Click: the table</source>
   <translation>수를 검사하는 중입니다. 끝날 때까지 학습은 기다립니다. 클릭: 표</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>Update {update}, {dtype} on {device}.</source>
   <translation>갱신 {update}, {device}에서 {dtype}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>verified {count}/{total}</source>
   <translation>검증됨 {count}/{total}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>verifying {percent} %</source>
   <translation>검증 중 {percent} %</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verification.py" />
   <source>{differ} of {total} differ</source>
   <translation>{total}개 중 {differ}개가 다름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>A check is under way.</source>
   <translation>검증이 진행 중입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Check</source>
   <translation>검사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Checking: {done} of {total} parts. Learning waits until it is done.</source>
   <translation>검사 중: {total}개 부분 중 {done}개. 끝날 때까지 학습은 기다립니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Each number that is drawn is computed again by other routes: step by step, by torch's own modules and cells in float64, by finite differences, and by sums that must come out.</source>
   <translation>그려진 모든 수를 다른 경로로 다시 계산합니다: 시점별로, float64의 torch 모듈과 셀로, 유한 차분으로, 그리고 반드시 맞아야 하는 합으로.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>No check has ended yet.</source>
   <translation>아직 끝난 검증이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Nothing could be compared.</source>
   <translation>비교할 수 있는 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Nothing has been checked yet.</source>
   <translation>아직 검사한 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Nothing is being checked.</source>
   <translation>검증 중인 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Residual</source>
   <translation>잔차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Routes</source>
   <translation>경로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Stop</source>
   <translation>중지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Tolerance</source>
   <translation>허용 오차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Verdict</source>
   <translation>판정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Verify again</source>
   <translation>다시 검증</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>Verify this picture</source>
   <translation>이 그림 검증</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>agrees</source>
   <translation>일치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>differs</source>
   <translation>다름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>not compared</source>
   <translation>비교하지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>{count} of {total} agree; the nearest to its tolerance has {ratio} of it: {key}.</source>
   <translation>{total}개 중 {count}개가 일치합니다. 허용 오차에 가장 가까운 것은 그 {ratio}배입니다: {key}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/verify/verify_dialog.py" />
   <source>{differ} of {total} differ; the worst is {ratio} times its tolerance: {key}.</source>
   <translation>{total}개 중 {differ}개가 다릅니다. 가장 큰 것은 허용 오차의 {ratio}배입니다: {key}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/bar.py" />
   <source>Decimals that are shown; what is computed keeps all of float64</source>
   <translation>보여 줄 소수 자릿수. 계산은 float64 그대로입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/bar.py" />
   <source>Examples</source>
   <translation>예제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/bar.py" />
   <source>{count} decimals</source>
   <translation>소수 {count}자리</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/files.py" />
   <source>Save as</source>
   <translation>다른 이름으로 저장</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/files.py" />
   <source>Worked example</source>
   <translation>손 계산 예제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/files.py" />
   <source>Worked examples (*.toml)</source>
   <translation>손 계산 예제 (*.toml)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Activation φ</source>
   <translation>활성화 함수 φ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Hidden units: rows of U</source>
   <translation>은닉 유닛 수: U의 행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>How L is made of the losses of the steps</source>
   <translation>각 시점의 손실로 L을 만드는 방법</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Learning rate of the one step of gradient descent at the end</source>
   <translation>마지막에 한 번 하는 경사 하강의 학습률</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Learning rate η</source>
   <translation>학습률 η</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Loss ℓ</source>
   <translation>손실 ℓ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Names of the classes, in order (h e l o): x and y may then be typed in them</source>
   <translation>클래스 이름을 순서대로(h e l o): 그러면 x와 y를 이 기호로 쓸 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Numbers of one input x: columns of U</source>
   <translation>입력 x 하나의 수: U의 열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Outputs: rows of V</source>
   <translation>출력 수: V의 행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Steps: lines of x</source>
   <translation>시점 수: x의 줄</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Symbols</source>
   <translation>기호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>What an answer costs</source>
   <translation>답 하나의 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>What squashes the sum a</source>
   <translation>합 a에 적용하는 함수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>Whole loss L</source>
   <translation>전체 손실 L</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>none: numbers</source>
   <translation>없음: 숫자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/inputs.py" />
   <source>{what}. What is new is 0, what is too much is cut off.</source>
   <translation>{what}. 새로 생긴 자리는 0이 되고 남는 것은 잘립니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Copy as LaTeX</source>
   <translation>LaTeX로 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Copy as text</source>
   <translation>텍스트로 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>E&amp;xamples</source>
   <translation>예제(&amp;X)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Fold all</source>
   <translation>모두 접기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Point at a number of a shaded result to see the sum that it is.</source>
   <translation>음영이 있는 결과의 숫자를 가리키면 그 수가 어떤 합인지 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>The numbers of the present model</source>
   <translation>지금 모델의 숫자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Unfold all</source>
   <translation>모두 펼치기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>What is typed cannot be used yet: see the fields on the left.</source>
   <translation>입력한 값을 아직 쓸 수 없습니다. 왼쪽 칸을 보세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>Worked example – rnnviz</source>
   <translation>손 계산 예제 – rnnviz</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/window.py" />
   <source>{count} of the fields on the left cannot be used; the lines are those of the numbers before.</source>
   <translation>왼쪽 칸 {count}개를 쓸 수 없습니다. 줄은 그 전 숫자의 것입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Backward, t = {t}</source>
   <translation>역전파, t = {t}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Bias of the hidden units, H numbers; nothing: zeros</source>
   <translation>은닉 유닛의 편향, 수 H개. 비우면 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Bias of the outputs, K numbers; nothing: zeros</source>
   <translation>출력의 편향, 수 K개. 비우면 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Blackboard: two units, squared error</source>
   <translation>칠판: 유닛 두 개, 제곱 오차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Computed again {route}: {residual} apart, {tolerance} allowed, of the largest number or 1.</source>
   <translation>{route} 다시 계산: 차이 {residual}, 허용 {tolerance} (가장 큰 수 또는 1에 대해).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Forward, t = {t}</source>
   <translation>순전파, t = {t}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Hidden state before the first step, H numbers; nothing: zeros</source>
   <translation>첫 시점 전의 은닉 상태, 수 H개. 비우면 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Hidden to hidden, H × H: the recurrent weights</source>
   <translation>은닉에서 은닉으로, H × H: 순환 가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Hidden to output, K × H: a row for each output</source>
   <translation>은닉에서 출력으로, K × H: 출력마다 한 행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Input to hidden, H × D: a row for each hidden unit</source>
   <translation>입력에서 은닉으로, H × D: 은닉 유닛마다 한 행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Input: a line of D numbers for each step, or the symbols in order</source>
   <translation>입력: 시점마다 수 D개 한 줄, 또는 기호를 순서대로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>L = mean of ℓₜ, as this program trains</source>
   <translation>L = ℓₜ의 평균, 이 프로그램의 학습 방식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>L = Σ ℓₜ, as in the course</source>
   <translation>L = Σ ℓₜ, 강의의 방식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Loss of the whole sequence</source>
   <translation>전체 시퀀스의 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Not computed again: the second route is still to come, or tells nothing here.</source>
   <translation>다시 계산하지 않음: 두 번째 방법이 아직 진행되지 않았거나 여기서는 아무것도 말해 주지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>One step of gradient descent</source>
   <translation>경사 하강 한 번</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>One unit: ∂L/∂h runs like w to the power of k</source>
   <translation>유닛 하나: ∂L/∂h가 w의 k제곱을 따라 변합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>Targets: a line for each step, K numbers or a class from 1 to K or a symbol; - for no loss</source>
   <translation>목표: 시점마다 한 줄, 수 K개 또는 1에서 K까지의 클래스 또는 기호. 손실이 없으면 -</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>by differences of the loss, the number moved up and down</source>
   <translation>수를 위아래로 움직인 손실의 차분으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>by differences of the loss, the weight moved up and down at this step alone</source>
   <translation>이 시점의 가중치만 위아래로 움직인 손실의 차분으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>by the same sums made in another order</source>
   <translation>같은 합을 다른 순서로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>cross-entropy, −Σ y ln ŷ</source>
   <translation>교차 엔트로피, −Σ y ln ŷ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>identity (linear)</source>
   <translation>항등 (선형)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>mean squared error, ‖o − y‖² / K</source>
   <translation>평균 제곱 오차, ‖o − y‖² / K</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>squared error, ½ ‖o − y‖²</source>
   <translation>제곱 오차, ½ ‖o − y‖²</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>{differ} of {total} lines differ from the second route; the first: {line}</source>
   <translation>{total}줄 가운데 {differ}줄이 다른 방법의 결과와 다릅니다. 첫 줄: {line}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>{total} lines; they are computed again by a second route once you pause</source>
   <translation>{total}줄. 입력을 멈추면 다른 방법으로 다시 계산합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>{total} lines; {count} computed again by a second route agree, at most {residual} apart</source>
   <translation>{total}줄. 다른 방법으로 다시 계산한 {count}줄이 일치, 차이는 최대 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>“hello”: four letters, three units</source>
   <translation>“hello”: 글자 네 개, 유닛 세 개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/words.py" />
   <source>∂L/∂{weight}: the sum over the steps</source>
   <translation>∂L/∂{weight}: 시점에 대한 합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/app/worked/working.py" />
   <source>no model runs yet whose numbers could be taken</source>
   <translation>숫자를 가져올 모델이 아직 돌고 있지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>change.field {field} cannot be changed live: it must be one of {choices}</source>
   <translation>change.field {field}: 실행 중에 바꿀 수 없습니다. 다음 중 하나여야 합니다: {choices}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>model.attention needs model.kind = "encoder_decoder", got "{value}"</source>
   <translation>model.attention에는 model.kind = "encoder_decoder"가 필요합니다(입력값 "{value}")</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>model.input must be one of {choices} for the task "{task}", got "{value}"</source>
   <translation>model.input: 과제 "{task}"에서는 다음 중 하나여야 합니다: {choices}(입력값 "{value}")</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>model.kind must be "{needed}" for the task "{task}", got "{value}"</source>
   <translation>model.kind: 과제 "{task}"에서는 "{needed}"여야 합니다(입력값 "{value}")</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>model.weights needs a task for a stack of layers, and "{task}" has an encoder and a decoder: choose another task, or clear model.weights</source>
   <translation>model.weights에는 층을 쌓은 모델의 과제가 필요한데 "{task}"에는 인코더와 디코더가 있습니다. 다른 과제를 고르거나 model.weights를 비우세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>task.shape = "{shape}" needs training.loss_on = "all": the last loss alone would make it many_to_one</source>
   <translation>task.shape = "{shape}"에는 training.loss_on = "all"이 필요합니다. 마지막 손실만 있으면 many_to_one이 됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>task.shape can be chosen for the task "hello" alone: "{task}" is {shape} by itself</source>
   <translation>task.shape는 과제 "hello"에서만 고를 수 있습니다. "{task}"는 그 자체로 {shape}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>unknown field {field}: {section} is not a table of fields</source>
   <translation>알 수 없는 항목 {field}: {section}에는 하위 항목이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>{field} is missing</source>
   <translation>{field}: 값이 빠졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>{field} is missing: an experiment needs a [{section}]</source>
   <translation>{field}: 값이 빠졌습니다. 실험에는 [{section}]이 필요합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>{field} must be one of {choices}, got {value}</source>
   <translation>{field}: 다음 중 하나여야 합니다: {choices}(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/assembly.py" />
   <source>{field} needs model.kind = "stack", got "{value}"</source>
   <translation>{field}에는 model.kind = "stack"이 필요합니다. 받은 값: "{value}"</translation>
  </message>
  <message>
   <location filename="../../rnnviz/bench/report.py" />
   <source>the measurement {name} failed: {reason}</source>
   <translation>측정 {name}: 실패했습니다({reason})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>unknown experiment {name}: did you mean {nearest}?</source>
   <translation>알 수 없는 실험 {name}: 혹시 {nearest}인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>unknown experiment {name}; “rnnviz list experiments” shows them all</source>
   <translation>알 수 없는 실험 {name}: “rnnviz list experiments”로 모두 볼 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{field} is set twice: to {first} and to {second}</source>
   <translation>{field}: 두 번 정해졌습니다({first}, {second})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{file} cannot be read: {reason}</source>
   <translation>{file}: 읽을 수 없습니다({reason})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{file} holds weights, not an experiment: name an experiment, and set model.weights={file} (and task.path, to what they read)</source>
   <translation>{file}은(는) 실험이 아니라 가중치 파일입니다. 실험 이름을 주고 model.weights={file}(으)로(그리고 읽을 데이터는 task.path로) 지정하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{file} is a folder: did you mean {nearest}?</source>
   <translation>{file}: 폴더입니다. 혹시 {nearest}인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{file} is a session, which goes on from where it was left: open, draw or verify it; to run it from the beginning, save its experiment from the window</source>
   <translation>{file}은(는) 멈춘 곳에서 이어지는 세션입니다. 열거나, 그리거나, 검증하세요. 처음부터 실행하려면 창에서 실험을 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/catalogue.py" />
   <source>{file}: there is no such file</source>
   <translation>{file}: 그런 파일이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>attention score</source>
   <translation>어텐션 점수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>attention weight</source>
   <translation>어텐션 가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>hidden state</source>
   <translation>은닉 상태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>layer norm of x</source>
   <translation>x의 층 정규화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>layer norm of y</source>
   <translation>y의 층 정규화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>query</source>
   <translation>쿼리</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>state after attention</source>
   <translation>어텐션 다음의 상태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>transformer block</source>
   <translation>트랜스포머 블록</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>value</source>
   <translation>밸류</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>weighted sum of the values</source>
   <translation>밸류의 가중합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>what attention adds</source>
   <translation>어텐션이 더하는 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>what the block reads</source>
   <translation>블록이 읽는 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/block.py" />
   <source>what the feed-forward network adds</source>
   <translation>피드포워드 망이 더하는 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>GRU (reset after)</source>
   <translation>GRU (reset after)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>The equations of one time step.</source>
   <translation>한 시점의 계산식입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>candidate</source>
   <translation>후보</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>cell</source>
   <translation>셀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>reset gate</source>
   <translation>리셋 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru.py" />
   <source>update gate</source>
   <translation>업데이트 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/gru_before.py" />
   <source>GRU (reset before)</source>
   <translation>GRU (곱하기 전 리셋)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>LSTM</source>
   <translation>LSTM</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>The forget gate's bias at the start: 0 halves the memory at each step, 1 to 3 makes it a highway.</source>
   <translation>시작할 때 망각 게이트의 편향: 0이면 시점마다 기억이 절반이 되고, 1에서 3이면 고속도로가 됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>cell state</source>
   <translation>셀 상태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>forget bias</source>
   <translation>망각 편향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>forget gate</source>
   <translation>망각 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>input gate</source>
   <translation>입력 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm.py" />
   <source>output gate</source>
   <translation>출력 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm_1997.py" />
   <source>LSTM of 1997</source>
   <translation>1997년의 LSTM</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/lstm_peephole.py" />
   <source>LSTM with peepholes</source>
   <translation>핍홀이 있는 LSTM</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/rnn.py" />
   <source>Elman RNN</source>
   <translation>엘만 RNN</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/rnn.py" />
   <source>What squashes the sum: tanh, ReLU, or nothing (a linear network).</source>
   <translation>합을 누르는 함수: tanh, ReLU, 또는 없음(선형 신경망).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/rnn.py" />
   <source>activation</source>
   <translation>활성 함수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/window.py" />
   <source>hidden units</source>
   <translation>은닉 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/window.py" />
   <source>layer on a window</source>
   <translation>윈도우 위의 층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/window.py" />
   <source>window</source>
   <translation>윈도우</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cells/window.py" />
   <source>window of the last steps</source>
   <translation>최근 시점들의 윈도우</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/__init__.py" />
   <source>unknown command {name}; “rnnviz --help” shows them all</source>
   <translation>알 수 없는 명령 {name}: “rnnviz --help”로 모두 볼 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/folder.py" />
   <source>the folder {file} cannot be made: {reason}</source>
   <translation>폴더 {file}: 만들 수 없습니다({reason})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/folder.py" />
   <source>the folder {file} cannot be written to: {reason}</source>
   <translation>폴더 {file}에 쓸 수 없습니다: {reason}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/folder.py" />
   <source>{file} is a file, where a folder was to be made</source>
   <translation>{file}: 폴더를 만들 자리에 파일이 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/folder.py" />
   <source>{file} is a folder, where a file was to be written</source>
   <translation>{file}은(는) 폴더라서 그 이름으로 파일을 쓸 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/parser.py" />
   <source>{message} ({help} tells more)</source>
   <translation>{message}({help} 참고)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/resuming.py" />
   <source>{file} has learnt from {done} batches, and --updates counts those: give {done} or more, got {value}</source>
   <translation>{file}은(는) 이미 배치 {done}개로 학습했고 --updates에는 그것도 포함됩니다: {done} 이상이어야 하는데 {value}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/resuming.py" />
   <source>{file} is a session, which goes on with the model it has, so that {field} cannot be set: of {choices} each can</source>
   <translation>{file}은(는) 가진 모델로 계속하는 세션이라 {field}은(는) 정할 수 없습니다: {choices}만 정할 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/verify.py" />
   <source>{file} is a session, which is verified as it was left: leave the settings out</source>
   <translation>{file}은(는) 멈춘 상태 그대로 검증하는 세션입니다. 설정을 빼세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/cli/window.py" />
   <source>unknown command or experiment {name}: did you mean rnnviz {nearest}?</source>
   <translation>알 수 없는 명령 또는 실험 {name}: 혹시 rnnviz {nearest}인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>a comparison may have at most {limit} runs, got {value}</source>
   <translation>비교 하나의 실행은 최대 {limit}개인데 {value}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>seeds must be between 0 and {limit}, got {value}</source>
   <translation>seeds는 0과 {limit} 사이여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>the model {label} cannot be made: order must be between 1 and {limit}, got {value}</source>
   <translation>모델 {label}을(를) 만들 수 없습니다: order는 1에서 {limit} 사이여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>the model {label} cannot be made: {reason}</source>
   <translation>모델 {label}을(를) 만들 수 없습니다: {reason}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>the model {label} cannot be made: {reference} needs the task {wanted}, and this is {task}</source>
   <translation>모델 {label}을(를) 만들 수 없습니다: {reference}에는 {wanted} 과제가 필요한데 이 과제는 {task}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>unknown comparison {name}: did you mean {nearest}?</source>
   <translation>비교 {name}은(는) 없습니다. {nearest}을(를) 찾으셨나요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>unknown comparison {name}; “rnnviz list comparisons” shows them all</source>
   <translation>알 수 없는 비교 {name}: “rnnviz list comparisons”로 모두 볼 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>{field} must differ from one another, got {value} twice</source>
   <translation>{field}은(는) 서로 달라야 하는데 {value}이(가) 두 번 나옵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/comparison.py" />
   <source>{file} is a session: what is compared is written in a comparison's TOML file</source>
   <translation>{file}은(는) 세션입니다: 비교할 내용은 비교용 TOML 파일에 적습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Draw among the fewest symbols whose probabilities reach p together, the nucleus; 1: among all (Holtzman et al. 2020).</source>
   <translation>확률의 합이 p에 이르는 가장 적은 기호들(뉴클리어스) 가운데서 뽑습니다. 1이면 모두에서 뽑습니다(Holtzman 등 2020).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Draw among the k likeliest symbols only; 0: among all (Fan et al. 2018).</source>
   <translation>확률이 가장 높은 기호 k개 가운데서만 뽑습니다. 0이면 모두에서 뽑습니다(Fan 등 2018).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Greedy takes the likeliest symbol of each step; sampling draws one; beam search keeps several texts and gives the likeliest as a whole.</source>
   <translation>탐욕은 시점마다 확률이 가장 높은 기호를 고르고, 샘플링은 하나를 뽑으며, 빔 서치는 여러 텍스트를 이어 가다 전체 확률이 가장 높은 것을 냅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Outputs are divided by it before the softmax: below 1 likely symbols become likelier, above 1 all become alike. The temperature is 1 in training.</source>
   <translation>소프트맥스 전에 출력을 이 값으로 나눕니다. 1보다 작으면 높은 확률이 더 높아지고, 1보다 크면 모두 비슷해집니다. 학습할 때의 온도는 1입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Symbols that are written at most; an end token ends before.</source>
   <translation>많아야 이만큼의 기호를 씁니다. 끝 토큰이 나오면 그 전에 끝납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>Texts that are kept from step to step; 1 is greedy.</source>
   <translation>시점마다 남겨 두는 텍스트의 수. 1이면 탐욕과 같습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>What the draws begin from: the same seed on the same weights writes the same text.</source>
   <translation>뽑기의 출발점. 같은 가중치에 같은 시드면 같은 텍스트를 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>beam width</source>
   <translation>빔 너비</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>length</source>
   <translation>길이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>method</source>
   <translation>방법</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>seed</source>
   <translation>시드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>symbols</source>
   <translation>기호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>temperature</source>
   <translation>온도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>texts</source>
   <translation>텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>top-k</source>
   <translation>top-k</translation>
  </message>
  <message>
   <location filename="../../rnnviz/decoding.py" />
   <source>top-p</source>
   <translation>top-p</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/comparing/references.py" />
   <source>{value} has no reference</source>
   <translation>{value}에는 기준 모델이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/comparing/runs.py" />
   <source>measure must be one of {choices}, got {value}</source>
   <translation>measure는 {choices} 중 하나여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/flow/matrix.py" />
   <source>{name} over {steps} steps needs about {needed} GB with what else is watched, and {limit} GB may be taken: watch {coarser} instead</source>
   <translation>{steps}시점에 걸친 {name}에는 함께 관찰하는 것까지 약 {needed} GB가 필요하지만 쓸 수 있는 것은 {limit} GB입니다. 대신 {coarser} 배열을 관찰하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>a prompt may have at most {limit} symbols, got {count}</source>
   <translation>프롬프트의 기호는 {limit}개까지입니다. {count}개가 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>the model has never read {some}: it knows {size} characters, {known}</source>
   <translation>모델이 읽어 본 적이 없습니다: {some}. 아는 문자는 {size}개입니다: {known}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>the model has never read {some}: its vocabulary has {size} words, such as {known}</source>
   <translation>모델이 읽어 본 적이 없습니다: {some}. 어휘는 {size}개 단어입니다(예: {known})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>the prompt is empty: give the model at least one symbol to go on from</source>
   <translation>프롬프트가 비어 있습니다. 이어 쓸 기호를 하나 이상 주세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>this transformer has learnt positions for {limit} steps: the prompt must be shorter, got {count} symbols</source>
   <translation>이 트랜스포머가 학습한 위치는 {limit}시점까지입니다. 프롬프트는 더 짧아야 합니다. 기호 {count}개가 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>{task} asks for an answer, not for the next symbol: a model of it has nothing to go on with</source>
   <translation>{task}: 다음 기호가 아니라 답을 묻는 과제라서, 이 모델은 이어 쓸 것이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/prompt.py" />
   <source>{task} is about numbers, not symbols: there is no text to write</source>
   <translation>{task}: 기호가 아니라 수를 다루는 과제라서 쓸 텍스트가 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/writing.py" />
   <source>the model's outputs are not finite after {count} symbols: it cannot write</source>
   <translation>기호 {count}개 뒤에 모델의 출력이 유한하지 않아 쓸 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/generation/writings.py" />
   <source>text {number} is not kept any more: write it again</source>
   <translation>텍스트 {number}은(는) 이제 남아 있지 않습니다. 다시 쓰게 하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/autoregression.py" />
   <source>the series has columns 1 to {last}, got {value}</source>
   <translation>시계열의 열은 1부터 {last}까지인데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/autoregression.py" />
   <source>{task} is no series of numbers: there is nothing to fit an autoregression to</source>
   <translation>{task}: 숫자의 시계열이 아니므로 자기회귀를 맞출 것이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/heads.py" />
   <source>this model has no attention: there is no head to silence</source>
   <translation>이 모델에는 어텐션이 없습니다. 끌 헤드가 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/hunt.py" />
   <source>a hunt needs at least {least} characters that differ in what they stand in, got {found}</source>
   <translation>유닛을 찾으려면 놓인 자리가 서로 다른 문자가 적어도 {least}개 필요한데 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/hunt.py" />
   <source>there is no label {name}: there are {choices}</source>
   <translation>{name}이라는 레이블은 없습니다. 있는 것: {choices}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/hunt.py" />
   <source>{task} holds no text out to hunt in: open a preset that does, such as python-lstm</source>
   <translation>“{task}” 과제에는 유닛을 찾아볼 따로 떼어 둔 텍스트가 없습니다: python-lstm 같은 프리셋을 여세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/ngram.py" />
   <source>{task} has no running text: there is nothing to count n-grams in</source>
   <translation>{task}: 이어지는 텍스트가 없어 n-그램을 셀 것이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/jobs/ngram.py" />
   <source>{value} is none of the text's symbols</source>
   <translation>텍스트에 {value} 기호가 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/kinds/bidirectional.py" />
   <source>a bidirectional model reads a passage from both ends, no running text: its example is shown</source>
   <translation>양방향 모델은 구절을 양 끝에서 읽으므로 이어지는 글을 읽지 못합니다. 예시를 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/kinds/bidirectional.py" />
   <source>a bidirectional network reads its text from both ends, so it cannot write one: switch model.bidirectional off</source>
   <translation>양방향 신경망은 텍스트를 양쪽 끝에서 읽으므로 쓸 수 없습니다. model.bidirectional을 끄세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/kinds/encoder_decoder.py" />
   <source>an encoder-decoder reads pairs, no running text: its example is shown</source>
   <translation>인코더-디코더는 이어진 텍스트가 아니라 문장 쌍을 읽습니다. 그 예시를 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/kinds/transformer.py" />
   <source>a transformer reads one passage at once, no running text: its example is shown</source>
   <translation>트랜스포머는 한 구간을 한꺼번에 읽고 이어지는 글은 읽지 않으므로 그 예제를 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/kinds/transformer.py" />
   <source>every step of this transformer sees those after it, so it cannot write: switch model.causal on</source>
   <translation>이 트랜스포머는 시점마다 뒤의 시점까지 보므로 쓸 수 없습니다. model.causal을 켜세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/machine/devices.py" />
   <source>device "mps" has no float64: choose dtype "float32", or device "cpu"</source>
   <translation>장치 "mps"는 float64를 지원하지 않습니다. dtype "float32"나 device "cpu"를 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/machine/devices.py" />
   <source>device "{device}" is not available: {reason}</source>
   <translation>장치 "{device}"를 쓸 수 없습니다: {reason}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/estimate.py" />
   <source>this model and batch need about {needed} GB, and {free} GB of memory are free: reduce cell.hidden_size, training.batch_size or the task's length</source>
   <translation>이 모델과 배치에는 약 {needed} GB가 필요한데 남은 메모리는 {free} GB입니다. cell.hidden_size, training.batch_size나 과제의 길이를 줄이세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} cannot be read any more: the weights are those that were saved, and the fresh start that they had cannot be gone back to</source>
   <translation>{file}을(를) 더는 읽을 수 없습니다: 가중치는 저장된 그대로이며, 처음 시작한 상태로는 돌아갈 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} does not name its symbols: they are taken in the order of their code points</source>
   <translation>{file}은(는) 기호를 말해 주지 않아 코드 포인트 순서로 봅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} does not say which activation its RNN has: cell.activation is {activation}</source>
   <translation>{file}은(는) RNN의 활성화 함수를 말해 주지 않습니다. cell.activation의 값 {activation}을(를) 씁니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} has an embedding of {found} symbols where the task has {needed}: the embedding is fresh</source>
   <translation>{file}의 임베딩은 기호 {found}개용인데 과제의 기호는 {needed}개라서 임베딩은 새로 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} has changed: the weights are those that were saved, and the fresh start that they had cannot be gone back to</source>
   <translation>{file}이(가) 바뀌었습니다: 가중치는 저장된 그대로이며, 처음 시작한 상태로는 돌아갈 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} has no biases: they start at zero</source>
   <translation>{file}에는 편향이 없어 0에서 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} has no embedding: it is fresh</source>
   <translation>{file}에는 임베딩이 없어 새로 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} has no readout for {needed} outputs: the readout is fresh</source>
   <translation>{file}에는 출력 {needed}개짜리 출력층이 없어 출력층은 새로 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} is not the file of the recorded run, so its weights will not come out again (SHA-256 {before}… then, {now}… now)</source>
   <translation>{file}은(는) 기록된 실행의 파일이 아니므로 같은 가중치가 다시 나오지 않습니다(SHA-256 그때 {before}…, 지금 {now}…)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file} names other symbols than those of the task</source>
   <translation>{file}의 기호는 과제의 기호와 다릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {count} tensors are not used: {keys}</source>
   <translation>{file}: 텐서 {count}개는 쓰지 않습니다: {keys}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} has one value that is NaN or infinite</source>
   <translation>{file}: {key}에 NaN이거나 무한대인 값이 하나 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} has {count} values that are NaN or infinite</source>
   <translation>{file}: {key}에 NaN이나 무한대인 값이 {count}개 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} has {found} outputs where the task has {needed}: the readout is fresh</source>
   <translation>{file}: {key}의 출력은 {found}개인데 과제의 출력은 {needed}개라서 출력층은 새로 시작합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} reads {found} numbers a step, and model.embedding_size is {needed}</source>
   <translation>{file}: {key}은(는) 한 시점에 수 {found}개를 읽는데 model.embedding_size는 {needed}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} reads {found} numbers a step, and the task gives {needed}: take a series of {found} columns, or say in task.columns_used which are read</source>
   <translation>{file}: {key}은(는) 한 시점에 수 {found}개를 읽는데 과제는 {needed}개를 줍니다. 열이 {found}개인 시계열을 쓰거나 읽을 열을 task.columns_used에 적으세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/weights.py" />
   <source>{file}: {key} reads {found} symbols, and the task has {needed}: take a text with the {found} symbols of the model, or name them in the file's metadata as "symbols", a JSON list in the model's order</source>
   <translation>{file}: {key}은(는) 기호 {found}개를 읽는데 과제에는 {needed}개가 있습니다. 모델의 기호 {found}개로 된 텍스트를 쓰거나, 파일 메타데이터의 "symbols"에 모델의 순서대로 JSON 목록으로 적어 주세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/networks/window.py" />
   <source>model.window must be at most {limit} where a step has {width} numbers, got {value}</source>
   <translation>한 시점이 수 {width}개이면 model.window는 {limit} 이하여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/passes/batch_gradient.py" />
   <source>batch_gradient_norm/{scope}.hidden over {steps} steps of {batch} examples needs about {needed} GB, and {limit} GB may be taken: reduce training.batch_size or the task's length</source>
   <translation>batch_gradient_norm/{scope}.hidden: 예제 {batch}개의 {steps}시점에 약 {needed} GB가 필요한데 쓸 수 있는 것은 {limit} GB입니다. training.batch_size나 과제의 길이를 줄이세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/probe.py" />
   <source>step {step} carries no loss: choose one of {steps}</source>
   <translation>시점 {step}에는 손실이 없습니다. 다음 중에서 고르세요: {steps}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/passage.py" />
   <source>none of the text's characters is known to the model, such as {some}: its vocabulary has {size}</source>
   <translation>텍스트의 어느 문자도 모델이 알지 못합니다(예: {some}). 모델의 어휘는 {size}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/passage.py" />
   <source>the text is empty: paste at least one character</source>
   <translation>텍스트가 비어 있습니다. 한 글자 이상 붙여 넣으세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/passage.py" />
   <source>{task} holds no text out: paste one, or open a file</source>
   <translation>“{task}” 과제에는 따로 떼어 둔 텍스트가 없습니다. 텍스트를 붙여 넣거나 파일을 여세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/passage.py" />
   <source>{task} reads no text of characters: open a preset that does, such as python-lstm</source>
   <translation>“{task}” 과제는 문자를 읽지 않습니다. python-lstm 등을 여세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/reading.py" />
   <source>nothing follows character {at}, so that it has no loss: choose one before it</source>
   <translation>문자 {at} 뒤에는 아무것도 없어 손실이 없습니다. 그 앞의 문자를 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/reading.py" />
   <source>the model records no {array}: there are {choices}</source>
   <translation>모델은 {array}을(를) 기록하지 않습니다. 있는 것: {choices}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/reading.py" />
   <source>{array} has units 0 to {last}, got {unit}</source>
   <translation>{array}의 유닛은 0부터 {last}까지인데 {unit}을(를) 받았습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/reading/readings.py" />
   <source>what was read is no longer there: read the text again</source>
   <translation>읽은 결과가 더 이상 없습니다. 텍스트를 다시 읽으세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/recorded/names.py" />
   <source>this model has no array {name}: it has {known}</source>
   <translation>이 모델에는 배열 {name}이(가) 없습니다. 있는 배열: {known}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/recorded/names.py" />
   <source>{name} is of a recurrent stack, whose pass can be cut into pieces: this model has {known}</source>
   <translation>{name}: 전파를 조각으로 자를 수 있는 순환층 스택에만 있습니다. 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/serving/server.py" />
   <source>update must be between 0 and {last}, got {update}</source>
   <translation>갱신은 0과 {last} 사이여야 하는데 {update}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/serving/server.py" />
   <source>update {update} is past: a change there begins a branch</source>
   <translation>갱신 {update}은(는) 과거입니다. 그곳에서 값을 바꾸면 가지가 시작됩니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/serving/travelling.py" />
   <source>{file} is not what the run began with: go to an update with a snapshot</source>
   <translation>{file}은(는) 이 실행이 시작한 파일이 아닙니다: 스냅샷이 있는 갱신으로 가세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/serving/working.py" />
   <source>there is no job {name}: there are {choices}</source>
   <translation>{name} 작업은 없습니다. 있는 것: {choices}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>a cut stops the gradient of a whole layer, got unit {index}</source>
   <translation>기울기 끊기는 층 전체에 적용됩니다. 유닛 {index}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>a transformer carries nothing from step to step: there is no gradient over time to cut</source>
   <translation>트랜스포머는 시점에서 시점으로 아무것도 넘기지 않습니다. 끊을 시간 방향 기울기가 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>a weight is the same at every step: edit {target} without a first and last step</source>
   <translation>가중치는 모든 시점에서 같습니다. {target}은(는) 시점을 정하지 말고 바꾸세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>no gradient flows to before step {start}: cut it at one of steps {low} to {high}</source>
   <translation>시점 {start} 앞으로는 기울기가 흐르지 않습니다. 시점 {low}~{high} 중에서 끊으세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>the first step of an operation must not lie after its last, got {first} to {last}</source>
   <translation>조작의 첫 시점은 마지막 시점보다 뒤일 수 없습니다. {first}~{last}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>the value must lie within ±{largest} in this precision, got {value}</source>
   <translation>이 정밀도에서 값은 ±{largest} 안이어야 합니다. {value}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>there is no layer {target} to cut the gradient of: this model has {known}</source>
   <translation>기울기를 끊을 {target} 층이 없습니다. 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>there is no parameter {target} to edit: this model has {known}</source>
   <translation>바꿀 파라미터 {target}이(가) 없습니다. 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>there is no {target} to clamp or scale: this model has {known}</source>
   <translation>고정하거나 곱할 {target}이(가) 없습니다. 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>there is no {target} to silence a head of: this model has {known}</source>
   <translation>헤드를 끌 {target}이(가) 없습니다. 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>{target} has entries [0] to [{last}], got [{index}]</source>
   <translation>{target}의 원소는 [0]~[{last}]입니다. [{index}]이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>{target} has heads 0 to {last}, got {index}</source>
   <translation>{target}의 헤드는 0~{last}입니다. {index}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>{target} has steps {low} to {high}, got {step}</source>
   <translation>{target}의 시점은 {low}~{high}입니다. {step}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>{target} has units 0 to {last}, got {index}</source>
   <translation>{target}의 유닛은 0~{last}입니다. {index}이(가) 주어졌습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>{task} reads numbers, not symbols: clamp inputs instead, a number of it by its index</source>
   <translation>{task} 과제는 기호가 아니라 수를 읽습니다. 대신 inputs를 고정하고 수는 번호로 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operable.py" />
   <source>“{symbol}” is not in the vocabulary at step {t}: the nearest symbol is “{nearest}”</source>
   <translation>시점 {t}의 어휘에 “{symbol}” 기호가 없습니다. 가장 가까운 기호는 “{nearest}”입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/surgery/operated.py" />
   <source>{name} follows from the cell's own steps, and these are clamped, scaled or cut: switch the operations off to see it</source>
   <translation>{name}은(는) 셀 본래의 계산에서 나오는데 지금은 그 계산이 고정되거나 곱해지거나 끊겨 있습니다. 보려면 조작을 끄세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/checkpoint.py" />
   <source>the snapshot does not belong to this experiment: start without it</source>
   <translation>스냅샷이 이 실험의 것이 아닙니다. 스냅샷 없이 시작하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/divergence.py" />
   <source>the loss of update {update} is {loss}: the parameter {array} is not finite any more</source>
   <translation>갱신 {update}의 손실이 {loss}입니다. 파라미터 {array}이(가) 더는 유한하지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/divergence.py" />
   <source>the loss of update {update} is {loss}: {array} is the first that is not finite, at step {step}</source>
   <translation>갱신 {update}의 손실이 {loss}입니다. 시점 {step}의 {array}이(가) 처음으로 유한하지 않게 되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/remarks.py" />
   <source>training.truncate ({steps}) does not act in an encoder and decoder: gradients run through the whole pass</source>
   <translation>training.truncate({steps})는 인코더와 디코더에서 작용하지 않습니다. 기울기가 패스 전체를 거슬러 흐릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/remarks.py" />
   <source>training.truncate cuts after every {steps} steps, and a pass has {length}: within it nothing is cut</source>
   <translation>training.truncate는 {steps}시점마다 자르는데 패스는 {length}시점이므로, 그 안에서는 아무것도 잘리지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/training/remarks.py" />
   <source>{field} lets every step see the later ones, and the task asks for what the next one reads: the answers are among the inputs, and a loss near 0 says nothing of what was learnt</source>
   <translation>{field} 때문에 모든 시점이 뒤 시점을 보는데, 이 과제는 다음 시점이 읽을 것을 묻습니다. 답이 입력 안에 있으므로 손실이 0에 가까워도 무엇을 배웠는지 알 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/updates/weight_edits.py" />
   <source>there is no weight {field}: this model has {known}</source>
   <translation>가중치 {field}이(가) 없습니다: 이 모델에는 {known}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/updates/weight_edits.py" />
   <source>there is no weight {field}: {name} has entries up to [{last}]</source>
   <translation>가중치 {field}이(가) 없습니다: {name}의 원소는 [{last}]까지입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>clipping by norm keeps the direction of the gradient</source>
   <translation>노름 클리핑이 기울기의 방향을 유지함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>clipping by value cuts the entries beyond the bound, and no other</source>
   <translation>값 클리핑이 한계를 넘는 성분만 자름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>clipping leaves the gradient no longer than the threshold</source>
   <translation>클리핑 뒤 기울기의 노름이 임계값을 넘지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>compared at {count} of {total} steps: at the others rounding alone, grown by this model's own dynamics, exceeds 1 %</source>
   <translation>{total}개 시점 중 {count}개에서 비교함: 나머지에서는 모델 자체의 동역학으로 커진 반올림 오차만으로 1 %를 넘음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradient of {array}: a small change moves the loss as much as it says</source>
   <translation>{array}의 기울기: 작은 변화가 기울기만큼 손실을 바꿈</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradient of {array}: the losses' own gradients add up to the whole</source>
   <translation>{array}의 기울기: 손실별 기울기를 더하면 전체가 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradient of {array}: torch's fused module and its cells agree</source>
   <translation>{array}의 기울기: torch의 융합 모듈과 셀이 일치함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradient of {array}: what an update uses is the plain gradient</source>
   <translation>{array}의 기울기: 갱신에 쓰이는 값이 본래 기울기와 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradient of {array}: what each step adds makes up the whole</source>
   <translation>{array}의 기울기: 시점마다 더해지는 양을 합하면 전체가 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradients of states and gates of {array}: a small change of them all moves the loss as much as they say</source>
   <translation>{array}의 상태와 게이트 기울기: 모두 함께 조금 바꾸면 기울기만큼 손실이 바뀜</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>gradients of the parameters of {array}: a small change of them all moves the loss as much as they say</source>
   <translation>{array}의 매개변수 기울기: 모두 함께 조금 바꾸면 기울기만큼 손실이 바뀜</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>not in this model</source>
   <translation>이 모델에는 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>rounding alone, grown by this model's own dynamics, exceeds 1 %; checks along the drawn states stand for it</source>
   <translation>모델 자체의 동역학으로 커진 반올림 오차만으로 1 %를 넘음; 그려진 상태를 따라가는 검사가 이를 대신함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>the gradient is zero or too small for a difference to see</source>
   <translation>기울기가 0이거나 너무 작아 차분으로 볼 수 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>the gradients are beyond what the precision holds; their logarithms are compared</source>
   <translation>기울기가 이 정밀도의 범위를 벗어남; 로그 값으로 비교함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>the losses of all steps add up to the loss</source>
   <translation>모든 시점의 손실을 더하면 전체 손실이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>the next update would make the loss infinite or NaN</source>
   <translation>다음 갱신에서 손실이 무한대나 NaN이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>watching changes nothing: the same weights, bit for bit</source>
   <translation>관찰은 아무것도 바꾸지 않음: 가중치가 비트까지 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: all parts add up to the norm of the gradient</source>
   <translation>{array}: 모든 부분을 더하면 기울기의 노름이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as a QR decomposition of the step Jacobians has it</source>
   <translation>{array}: 시점별 야코비안의 QR 분해에서 나온 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as a graph that is really cut gives it</source>
   <translation>{array}: 그래프를 실제로 잘랐을 때의 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as numpy's decomposition of the matrix has it</source>
   <translation>{array}: numpy의 행렬 분해에서 나온 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as outer products of the drawn states and gradients have it</source>
   <translation>{array}: 그려진 상태와 기울기의 외적에서 나온 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as the cells' own steps in float64 give it over the batch</source>
   <translation>{array}: 셀을 float64로 한 시점씩 밟아 배치 전체에서 구한 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as the product of the step Jacobians has it</source>
   <translation>{array}: 시점별 야코비안의 곱에서 나온 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as the step's Jacobian by automatic differentiation has it</source>
   <translation>{array}: 자동 미분으로 구한 시점별 야코비안의 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as the step-by-step path in float64 has it</source>
   <translation>{array}: float64 시점별 경로의 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as torch's own cells compute it from the inputs</source>
   <translation>{array}: torch 자체 셀이 입력에서 계산한 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: as torch's own cells pass it back</source>
   <translation>{array}: torch 자체 셀이 역전파한 값과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: each step follows from the one before</source>
   <translation>{array}: 각 시점이 바로 앞 시점에서 나옴</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: each step satisfies its equation</source>
   <translation>{array}: 각 시점이 식을 만족함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: exactly zero outside the window</source>
   <translation>{array}: 윈도우 밖에서는 정확히 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: never below 0 or above 1</source>
   <translation>{array}: 0보다 작거나 1보다 크지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: never below −1 or above 1</source>
   <translation>{array}: −1보다 작거나 1보다 크지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: no step looks at a later one</source>
   <translation>{array}: 어느 시점도 이후 시점을 보지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: right at every step, in decades</source>
   <translation>{array}: 모든 시점에서 상용로그 값이 맞음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: rows as one loss followed back alone gives them</source>
   <translation>{array}: 손실 하나만 거슬러 갔을 때의 행과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the fast path and the step-by-step path agree</source>
   <translation>{array}: 빠른 경로와 시점별 경로가 일치함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the losses' own gradients add up to the whole</source>
   <translation>{array}: 손실별 기울기를 더하면 전체가 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the norm of the vectors that are drawn</source>
   <translation>{array}: 그려진 벡터의 노름과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the pass that learns gives the same</source>
   <translation>{array}: 학습에 쓰이는 계산도 같은 값을 냄</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the shares add up to the norm of the gradient</source>
   <translation>{array}: 몫을 모두 더하면 기울기의 노름이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: the weights of each step add up to 1</source>
   <translation>{array}: 각 시점의 가중치를 더하면 1이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: what all losses add at a step is that step's share</source>
   <translation>{array}: 한 시점에서 모든 손실의 몫을 더하면 그 시점의 몫이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/claims.py" />
   <source>{array}: what one loss adds is that loss's own gradient along the whole</source>
   <translation>{array}: 한 손실의 몫은 그 손실의 기울기를 전체 기울기에 투영한 것과 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/engine/verify/room.py" />
   <source>verifying {layers} layers over {steps} steps needs about {needed} GB, and {limit} GB may be taken: reduce model.layers or the task's length</source>
   <translation>{steps}시점에 걸친 층 {layers}개를 검증하려면 약 {needed} GB가 필요한데 쓸 수 있는 것은 {limit} GB입니다. model.layers나 과제의 길이를 줄이세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>A safetensors file with the weights of a torch.nn.RNN, GRU or LSTM to start from: cell, sizes and layers are taken from it, and a missing readout is fresh. Empty starts with fresh weights.</source>
   <translation>시작 가중치로 쓸 torch.nn.RNN, GRU, LSTM의 safetensors 파일. 셀, 크기, 층 수는 파일에서 가져오고, 출력층이 없으면 새로 시작합니다. 비우면 모두 새 가중치로 시작합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>A stack of recurrent layers, an encoder that reads and a decoder that writes, or a transformer: blocks of self-attention as wide as the hidden size, which leave the cell's equations unused; or a window: a network without a memory, which sees the last steps and nothing before them.</source>
   <translation>순환층을 쌓은 것, 읽는 인코더와 쓰는 디코더, 또는 트랜스포머: 은닉 크기만큼 넓은 자기 어텐션 블록으로, 셀의 식은 쓰지 않습니다. 또는 윈도우: 최근 시점들만 보고 그 전은 전혀 보지 못하는, 기억 없는 신경망입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Attention heads of each block; they share the hidden size between them.</source>
   <translation>블록마다의 어텐션 헤드 수입니다. 은닉 크기를 나누어 갖습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Before attention and feed-forward network, or after what they read is added (Vaswani 2017).</source>
   <translation>어텐션과 피드포워드 신경망의 앞에 두거나, 그 입력을 더한 뒤에 둡니다(Vaswani 2017).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>By norm keeps the gradient's direction; by value bends it; none lets it through.</source>
   <translation>노름 기준은 기울기의 방향을 지키고, 값 기준은 방향을 바꾸며, 없음은 그대로 통과시킵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Divide every score q·k by √d, the root of a head's width, so that the softmax stays soft.</source>
   <translation>모든 점수 q·k를 헤드 너비의 제곱근 √d로 나누어 소프트맥스가 한쪽으로 쏠리지 않게 합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Each step attends to itself and the steps before it; off: to the steps after it too.</source>
   <translation>각 시점은 자신과 이전 시점에 주목합니다. 끄면 이후 시점에도 주목합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Every layer but the lowest adds what it reads to the h that it hands on (He 2015; Wu 2016), so that gradients pass it unchanged too.</source>
   <translation>맨 아래를 뺀 모든 층이 넘겨주는 h에 자기가 읽은 것을 더합니다(He 2015; Wu 2016). 기울기가 그대로 지나가는 길도 생깁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Every layer reads both ways, from the first step to the last and from the last to the first; what is above it reads both states of a step side by side, 2H numbers.</source>
   <translation>모든 층이 양방향으로, 곧 첫 시점에서 마지막으로, 마지막에서 첫 시점으로 읽습니다. 그 위는 한 시점의 두 상태를 나란히 놓은 2H개의 수를 읽습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Every step that carries a loss, or the last of them alone.</source>
   <translation>손실이 있는 모든 시점, 또는 그 마지막 시점만.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Hidden units of each block's feed-forward network.</source>
   <translation>블록마다 피드포워드 신경망의 은닉 유닛 수입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Hidden units of the additive score.</source>
   <translation>가산 점수 함수의 은닉 유닛 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How a gradient becomes a step.</source>
   <translation>기울기를 한 걸음으로 바꾸는 방법.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How a symbol enters: one-hot (a row of the input matrix), a learnt embedding, or the numbers as they are.</source>
   <translation>기호를 넣는 방법: 원-핫(입력 행렬의 한 행), 학습하는 임베딩, 또는 수 그대로.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How many steps the model sees, the present one among them. Before the first step of a pass they are zeros; where a task's state is carried from pass to pass, they are what was read there.</source>
   <translation>모델이 보는 시점 수로, 현재 시점도 포함합니다. 패스의 첫 시점 이전은 0으로 채우고, 상태를 패스에서 패스로 이어 가는 과제에서는 앞 패스에서 읽은 값이 들어 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How many updates `rnnviz run` makes; in the window training goes on until it is paused.</source>
   <translation>`rnnviz run`이 하는 갱신 횟수. 창에서는 멈출 때까지 학습합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How the decoder scores the encoder's states: not at all; additive, v·tanh(W s + U h), before its step (Bahdanau 2015); or after its step by the dot product s·h, for which both states must be equally wide, as they are here, or general, s·W h (Luong 2015).</source>
   <translation>디코더가 인코더 상태에 점수를 매기는 방법: 매기지 않음, 시점 계산 전에 가산형 v·tanh(W s + U h)(Bahdanau 2015), 또는 시점 계산 뒤에 내적 s·h(두 상태의 폭이 같아야 하며 여기서는 같습니다)나 일반형 s·W h(Luong 2015).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>How the recurrent matrix starts: torch's uniform ±1/√H, orthogonal, identity, or Gaussian N(0, 1/H), each gate's block on its own.</source>
   <translation>순환 행렬의 초깃값: torch의 균등 ±1/√H, 직교, 항등, 가우스 N(0, 1/H). 게이트별 블록마다 따로 정합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Largest norm of the gradient over all parameters together.</source>
   <translation>모든 파라미터를 합친 기울기의 최대 노름.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Largest size of any one entry of the gradient.</source>
   <translation>기울기 원소 하나의 최대 크기.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Layers of units between window and readout; 0 is a linear model, for a series an autoregression AR(p).</source>
   <translation>윈도우와 출력층 사이의 은닉층 수. 0이면 선형 모델이며, 시계열에서는 자기회귀 AR(p)입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Length of each step of the optimizer.</source>
   <translation>옵티마이저가 한 번에 움직이는 크기.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Length of the vector learnt for each symbol.</source>
   <translation>기호마다 학습하는 벡터의 길이.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Multiplies the recurrent matrix at the start: small gains make gradients vanish, large ones explode.</source>
   <translation>시작할 때 순환 행렬에 곱합니다. 작으면 기울기가 소실되고, 크면 폭주합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Number of hidden units in each layer.</source>
   <translation>층마다 있는 은닉 유닛 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Numbers of the model: float32 ends near 1e-45 and 3e38.</source>
   <translation>모델이 쓰는 수: float32의 한계는 1e-45와 3e38 근처입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Processor threads of the engine; 0 leaves one core to the window.</source>
   <translation>엔진이 쓰는 프로세서 스레드. 0이면 코어 하나를 창에 남깁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Recurrent layers, or a transformer's blocks, one above the other.</source>
   <translation>차례로 쌓은 순환층 또는 트랜스포머 블록의 수입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Sequences averaged in each update.</source>
   <translation>갱신마다 평균하는 시퀀스 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Start of every random number: the same seed gives the same run.</source>
   <translation>모든 난수의 출발점: 시드가 같으면 실행 결과도 같습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>The decoder reads what it made of the last step's attention, s̃ = tanh(W [c; s]), beside its input (Luong 2015); off: attention shapes the outputs alone.</source>
   <translation>디코더가 입력과 함께 지난 시점의 어텐션으로 만든 s̃ = tanh(W [c; s])를 읽습니다(Luong 2015). 끄면 어텐션은 출력에만 작용합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>The first steps of a pass, where fewer than p have been read: learnt from as they are, with zeros in the window, or left out of the loss, as conditional least squares does. Held-out scores take in every step.</source>
   <translation>아직 p개를 읽지 못한 패스의 처음 시점들: 윈도우에 0을 채운 채 그대로 학습하거나, 조건부 최소제곱처럼 손실에서 뺍니다. 검증 점수는 모든 시점으로 냅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Truncated BPTT: gradients stop at every k-th step; 0 lets them run through the whole pass.</source>
   <translation>절단 BPTT: k 시점마다 기울기를 끊습니다. 0이면 패스 전체로 흐릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Updates between two scores on held-out data; 0 never scores it.</source>
   <translation>검증 데이터로 점수를 매기는 간격(갱신 횟수). 0이면 매기지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>What squashes the sum of each hidden unit: tanh, ReLU, or nothing, which leaves a linear model.</source>
   <translation>각 은닉 유닛의 합에 적용하는 함수: tanh, ReLU, 또는 없음(선형 모델이 됩니다).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>What tells the steps apart: sines and cosines of many wavelengths, a learnt vector a step, or nothing.</source>
   <translation>시점을 구별하는 방법: 여러 파장의 사인과 코사인, 시점마다 학습된 벡터, 또는 없음입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>What the model learns.</source>
   <translation>모델이 배우는 것.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>What the tracks show: the same example while the model learns, or the first of the newest batch.</source>
   <translation>트랙에 보이는 예제: 학습하는 동안 늘 같은 예제, 또는 최신 배치의 첫 예제.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Where the model runs; auto takes an accelerator where the model is large enough.</source>
   <translation>모델을 돌리는 장치. 자동이면 모델이 충분히 클 때 가속기를 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>Which recurrent module of the weights file, by the prefix of its keys, where the file has several.</source>
   <translation>가중치 파일에 순환 모듈이 여럿일 때 어느 것을 쓸지, 키의 접두어로 고릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>activation of the units</source>
   <translation>은닉 유닛의 활성화 함수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>attention</source>
   <translation>어텐션</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>attention size</source>
   <translation>어텐션 크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>batch size</source>
   <translation>배치 크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>bidirectional</source>
   <translation>양방향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>causal</source>
   <translation>인과적</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>clip</source>
   <translation>클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>device</source>
   <translation>장치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>embedding size</source>
   <translation>임베딩 크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>feed-forward size</source>
   <translation>피드포워드 크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>heads</source>
   <translation>헤드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>hidden layers</source>
   <translation>은닉층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>hidden size</source>
   <translation>은닉 크기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>input</source>
   <translation>입력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>input feeding</source>
   <translation>입력 피딩</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>layer norm</source>
   <translation>층 정규화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>layers</source>
   <translation>층 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>learning rate</source>
   <translation>학습률</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>loss on</source>
   <translation>손실 위치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>max norm</source>
   <translation>최대 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>max value</source>
   <translation>최댓값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>optimizer</source>
   <translation>옵티마이저</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>positions</source>
   <translation>위치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>precision</source>
   <translation>정밀도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>probe</source>
   <translation>관찰 예제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>recurrent gain</source>
   <translation>순환 이득</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>recurrent init</source>
   <translation>순환 초기화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>residual</source>
   <translation>잔차 연결</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>scaled scores</source>
   <translation>점수 스케일링</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>sequences</source>
   <translation>시퀀스</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>short windows</source>
   <translation>덜 찬 윈도우</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>steps</source>
   <translation>시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>task</source>
   <translation>과제</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>threads</source>
   <translation>스레드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>truncate after</source>
   <translation>절단 길이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>units</source>
   <translation>유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>validate every</source>
   <translation>검증 간격</translation>
  </message>
  <message>
   <location filename="../../rnnviz/experiment.py" />
   <source>weights prefix</source>
   <translation>가중치 접두어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/link/frames.py" />
   <source>this {what} would take {size} MB, and at most {limit} MB can be sent: watch fewer arrays, or choose a smaller model</source>
   <translation>이 메시지({what})는 {size} MB인데 최대 {limit} MB까지 보낼 수 있습니다. 관찰할 배열을 줄이거나 더 작은 모델을 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/measures/autoregression.py" />
   <source>an AR({order}) has no one fit to this series: take a smaller order</source>
   <translation>AR({order})를 이 시계열에 하나로 정해 맞출 수 없습니다: 차수를 줄이세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/measures/autoregression.py" />
   <source>an AR({order}) needs at least {needed} values to be fitted to, got {found}</source>
   <translation>AR({order})를 맞추려면 값이 적어도 {needed}개 있어야 하는데 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/models/spec.py" />
   <source>model.weights needs model.kind = "stack", got "{value}"</source>
   <translation>model.weights에는 model.kind = "stack"이 필요한데 "{value}"입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/models/transformer.py" />
   <source>cell.hidden_size must be a multiple of model.heads ({heads}), got {value}</source>
   <translation>cell.hidden_size는 model.heads({heads})의 배수여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/models/transformer.py" />
   <source>training.truncate must be 0 for a transformer, which carries no state from step to step, got {value}</source>
   <translation>트랜스포머는 시점 사이에 상태를 넘기지 않으므로 training.truncate는 0이어야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/models/window.py" />
   <source>training.truncate must be 0 for a window, whose gradient reaches its own steps alone, got {value}</source>
   <translation>윈도우의 기울기는 윈도우 안의 시점까지만 닿으므로 training.truncate는 0이어야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/regular_file.py" />
   <source>{file} is a folder, not a file</source>
   <translation>{file}: 파일이 아니라 폴더입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/regular_file.py" />
   <source>{file} is not a regular file</source>
   <translation>{file}: 일반 파일이 아닙니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} has {found} members: a session may have at most {limit}</source>
   <translation>{file}: 구성 파일이 {found}개입니다. 세션에는 최대 {limit}개까지 있을 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} has {size} MiB: a session may have at most {limit} MiB</source>
   <translation>{file}: 크기가 {size} MiB입니다. 세션은 최대 {limit} MiB까지 가능합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is cut off or damaged: its table of members cannot be read</source>
   <translation>{file}: 잘렸거나 손상되어 구성 파일 목록을 읽을 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is damaged: it has two members {member}</source>
   <translation>{file}: 손상되었습니다. 구성 파일 {member}이(가) 두 개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is empty</source>
   <translation>{file}: 비어 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is not a session of this program, or its beginning is damaged</source>
   <translation>{file}: 이 프로그램의 세션이 아니거나 앞부분이 손상되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is not a session: it has no {member}</source>
   <translation>{file}: 세션이 아닙니다. {member}이(가) 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} is not a session: its {member} says so</source>
   <translation>{file}: {member}에 따르면 세션이 아닙니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file} was written by rnnviz {version} in format {found}, and this program reads format {known}: open it with a newer rnnviz</source>
   <translation>{file}: rnnviz {version}이(가) 형식 {found}(으)로 저장했는데, 이 프로그램은 형식 {known}까지 읽습니다. 더 새로운 rnnviz로 여세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: its members would take more than {limit} MiB together</source>
   <translation>{file}: 구성 파일이 모두 합해 {limit} MiB를 넘습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: no session has a member {member}, and it was not read</source>
   <translation>{file}: 세션에 없는 이름의 구성 파일 {member}은(는) 읽지 않았습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: the member {member} is damaged (its SHA-256 is not the one it was written with)</source>
   <translation>{file}: 구성 파일 {member}이(가) 손상되었습니다(SHA-256이 저장할 때의 값과 다릅니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: the member {member} is missing</source>
   <translation>{file}: 구성 파일 {member}이(가) 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: the member {member} is not in its manifest</source>
   <translation>{file}: 구성 파일 {member}이(가) 목록(manifest)에 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/archive.py" />
   <source>{file}: the member {member} would take {size} MB, more than {limit} MB or {ratio} times its room in the file</source>
   <translation>{file}: 구성 파일 {member}이(가) 풀면 {size} MB로, {limit} MB 또는 파일 안 크기의 {ratio}배를 넘습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/branches.py" />
   <source>{file} is damaged: it does not say which branches there are</source>
   <translation>{file}이(가) 손상되었습니다: 어떤 가지들이 있는지 적혀 있지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/branches.py" />
   <source>{file} is damaged: it holds no experiment</source>
   <translation>{file}이(가) 손상되었습니다: 실험이 들어 있지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/columns.py" />
   <source>{file} is damaged: it does not say the order of its columns</source>
   <translation>{file}: 손상되었습니다. 열의 순서가 적혀 있지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/columns.py" />
   <source>{file} is damaged: its columns differ in length or type</source>
   <translation>{file}: 손상되었습니다. 열의 길이나 자료형이 서로 다릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/file.py" />
   <source>{file} is damaged: it is not a list of operations</source>
   <translation>{file}: 손상되었습니다. 조작 목록이 아닙니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/file.py" />
   <source>{file} is damaged: what it says of the trace cannot be used</source>
   <translation>{file}: 손상되었습니다. 트레이스에 대한 내용을 쓸 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/past_traces.py" />
   <source>{file} is damaged: it lacks {key}</source>
   <translation>{file}: 손상되었습니다. {key}이(가) 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/past_traces.py" />
   <source>{file} is damaged: its arrays differ in length</source>
   <translation>{file}: 손상되었습니다. 배열의 길이가 서로 다릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/standing.py" />
   <source>{file} is damaged: it does not end at update {update}</source>
   <translation>{file}이(가) 손상되었습니다: 갱신 {update}에서 끝나지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/standing.py" />
   <source>{file} is damaged: it does not say where the comparison stands</source>
   <translation>{file}이(가) 손상되었습니다: 비교가 어디까지 진행되었는지 적혀 있지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/tensors.py" />
   <source>{file} is damaged: it is shorter than it says</source>
   <translation>{file}: 손상되었습니다. 적힌 길이보다 짧습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/tensors.py" />
   <source>{file} is damaged: the text {key} cannot be read</source>
   <translation>{file}: 손상되었습니다. 텍스트 {key}을(를) 읽을 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/tensors.py" />
   <source>{file} is damaged: {key} has the type {type}</source>
   <translation>{file}: 손상되었습니다. {key}의 자료형이 {type}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/text.py" />
   <source>{file} is larger than {limit} MiB</source>
   <translation>{file}: {limit} MiB보다 큽니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/session/text.py" />
   <source>{file} is not UTF-8 text: byte {offset}</source>
   <translation>{file}: UTF-8 텍스트가 아닙니다(바이트 {offset})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/adding.py" />
   <source>Add two marked numbers</source>
   <translation>표시된 두 수 더하기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/adding.py" />
   <source>Steps of a pass: one marked number is in its first half, one in its second.</source>
   <translation>패스의 시점 수: 표시된 수 하나는 앞쪽 절반에, 하나는 뒤쪽 절반에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/adding.py" />
   <source>Two numbers are marked among many; their sum is asked for at the end.</source>
   <translation>많은 수 가운데 둘이 표시되고, 끝에서 그 합을 묻습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>A UTF-8 text file of your own, up to 256 MiB (line ends become \n); empty takes Python source found on this machine.</source>
   <translation>내 UTF-8 텍스트 파일, 최대 256 MiB(줄 끝은 \n이 됩니다). 비우면 이 컴퓨터에 있는 파이썬 소스를 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>Next character of a text</source>
   <translation>텍스트의 다음 글자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>Real text, one character a step; the network predicts the next one.</source>
   <translation>실제 텍스트를 한 시점에 한 글자씩 읽고 다음 글자를 예측합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>Steps of a pass: how far back a gradient can reach.</source>
   <translation>패스의 시점 수: 기울기가 얼마나 멀리 거슬러 갈 수 있는지 정합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>characters</source>
   <translation>글자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>text</source>
   <translation>텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>{file} has {count} different characters that the weights' vocabulary of {size} lacks, such as {some}: take a text without them</source>
   <translation>{file}: 가중치의 어휘 {size}개에 없는 글자가 {count}가지 있습니다(예: {some}). 그런 글자가 없는 텍스트를 쓰세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/char_lm.py" />
   <source>{file} is too short: passes of {length} steps need {needed} characters, found {found}</source>
   <translation>{file}: 너무 짧습니다. 시점 {length}개인 패스에는 글자 {needed}개가 필요한데 {found}개뿐입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/copying.py" />
   <source>Copy ten symbols</source>
   <translation>기호 열 개 복사하기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/copying.py" />
   <source>Steps between the end of the ten symbols and the start of the answer; a pass has blanks + 20.</source>
   <translation>기호 열 개가 끝나고 답이 시작될 때까지의 시점 수. 패스의 길이는 빈칸 + 20입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/copying.py" />
   <source>Ten symbols must survive a stretch of blanks, to be given back in order.</source>
   <translation>기호 열 개를 빈칸 구간 동안 기억했다가 차례대로 돌려줘야 합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/copying.py" />
   <source>blanks</source>
   <translation>빈칸</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>this Python comes without the source that is the default text: give a file as task.path</source>
   <translation>이 파이썬에는 기본 텍스트로 쓸 소스가 없습니다. task.path에 파일을 지정하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} changed while it was read: open it again</source>
   <translation>{file}: 읽는 동안 바뀌었습니다. 다시 여세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} has {found} different characters: a text may have at most {limit}</source>
   <translation>{file}: 서로 다른 글자가 {found}개입니다. 최대 {limit}개까지 쓸 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} has {size} MiB: a text file may have at most {limit} MiB</source>
   <translation>{file}: 크기가 {size} MiB입니다. 텍스트 파일은 최대 {limit} MiB까지 쓸 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} is empty but for white space</source>
   <translation>{file}: 공백뿐입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} is not UTF-8 text but UTF-16, as its byte 0 says: save it as UTF-8</source>
   <translation>{file}: UTF-8이 아니라 UTF-16 텍스트입니다(바이트 0). UTF-8로 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} is not UTF-8 text: byte {offset} cannot be decoded, save the file as UTF-8</source>
   <translation>{file}: UTF-8 텍스트가 아닙니다. 바이트 {offset}을(를) 해석할 수 없으니 UTF-8로 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} looks binary, not text: byte {offset} is zero</source>
   <translation>{file}: 텍스트가 아니라 이진 파일로 보입니다(바이트 {offset}이(가) 0)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/corpus.py" />
   <source>{file} repeats one character: a text needs at least two different ones</source>
   <translation>{file}: 한 글자만 되풀이됩니다. 서로 다른 글자가 둘 이상 있어야 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dates.py" />
   <source>Dates in many forms become year, month, day; attention shows where each digit comes from.</source>
   <translation>여러 꼴의 날짜를 연, 월, 일로 바꿉니다. 각 숫자가 어디서 왔는지 어텐션이 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dates.py" />
   <source>Dates to ISO form</source>
   <translation>날짜를 ISO 꼴로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dates.py" />
   <source>The language in which dates are written.</source>
   <translation>날짜를 쓰는 언어.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dates.py" />
   <source>language</source>
   <translation>언어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/digits.py" />
   <source>A row of eight pixels a step, or one pixel a step, which asks for a longer memory.</source>
   <translation>한 시점에 화소 여덟 개짜리 한 줄, 또는 화소 하나. 하나씩 읽으면 더 긴 기억이 필요합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/digits.py" />
   <source>An image is read as a sequence of rows; which digit it was is asked for at the end.</source>
   <translation>그림 하나를 줄의 시퀀스로 읽고, 끝에서 어떤 숫자였는지 묻습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/digits.py" />
   <source>Digits row by row</source>
   <translation>한 줄씩 읽는 숫자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/digits.py" />
   <source>read by</source>
   <translation>읽는 단위</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>Brackets that may be open at once, at most.</source>
   <translation>한꺼번에 열려 있을 수 있는 괄호의 최대 개수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>Kinds of brackets.</source>
   <translation>괄호의 종류.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>Steps of a pass.</source>
   <translation>한 패스의 시점 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>Well-nested brackets</source>
   <translation>바르게 겹친 괄호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>Which bracket closes next is known only to who remembers which was opened last, a stack in a network.</source>
   <translation>다음에 어떤 괄호가 닫힐지는 마지막에 연 것을 기억해야만 압니다. 신경망 속의 스택입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>brackets</source>
   <translation>괄호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>depth</source>
   <translation>깊이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/dyck.py" />
   <source>kinds</source>
   <translation>종류</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>A country is named, unrelated words follow, then its language is asked for: memory against the gap.</source>
   <translation>나라 이름이 나오고, 상관없는 단어가 이어진 뒤, 그 나라 말을 묻습니다. 간격에 맞서는 기억입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>I grew up in France</source>
   <translation>나는 프랑스에서 자랐다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>The language in which the sentences are written.</source>
   <translation>문장을 쓰는 언어.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>Unrelated words between the country and the sentence that asks for its language.</source>
   <translation>나라 이름과, 그 나라 말을 묻는 문장 사이에 있는 상관없는 단어의 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>gap</source>
   <translation>간격</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gap.py" />
   <source>words</source>
   <translation>단어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gaps.py" />
   <source>{file} has a gap on every line: dropping them leaves nothing</source>
   <translation>{file}: 모든 줄에 결측값이 있어, 제외하면 남는 것이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gaps.py" />
   <source>{file}: column {column} of the series has no number at all</source>
   <translation>{file}: 시계열의 {column}번째 열에 수가 하나도 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gaps.py" />
   <source>{file}: line {line}, column {column} is empty (gaps in all: {count}): choose with task.gaps to drop or fill them</source>
   <translation>{file}: {line}번째 줄 {column}번째 열이 비어 있습니다 (결측값 모두 {count}개). task.gaps에서 제외할지 채울지 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/gaps.py" />
   <source>{file}: line {line}, column {column} is not a finite number ({value}; gaps in all: {count}): choose with task.gaps to drop or fill them</source>
   <translation>{file}: {line}번째 줄 {column}번째 열이 유한한 수가 아닙니다 ({value}, 결측값 모두 {count}개). task.gaps에서 제외할지 채울지 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/hello.py" />
   <source>Four letters: every number of a pass fits on the screen.</source>
   <translation>글자 네 개: 패스의 모든 수가 한 화면에 들어옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/hello.py" />
   <source>Spell hello</source>
   <translation>hello 철자 맞히기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/hello.py" />
   <source>Where the losses attach: h→e; h→ello, from the first letter alone; hell→o; hello, and then the same again; or hell→ello, a letter ahead at every step.</source>
   <translation>손실이 붙는 곳: h→e, 첫 글자만으로 h→ello, hell→o, hello를 읽고 나서 그대로 다시 쓰기, 또는 매 시점 한 글자 앞서 hell→ello.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/hello.py" />
   <source>shape</source>
   <translation>형태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/neighbours.py" />
   <source>Blanks between two letters on average: how far the answer may lie on either side.</source>
   <translation>두 글자 사이의 평균 빈칸 수: 답이 양쪽으로 얼마나 멀리 있을 수 있는지.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/neighbours.py" />
   <source>Each step is asked for the letter before it and the one after: half the answer lies in the future.</source>
   <translation>각 시점에서 앞 글자와 뒤 글자를 묻습니다. 답의 절반은 미래에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/neighbours.py" />
   <source>Letters on both sides</source>
   <translation>양옆의 글자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/neighbours.py" />
   <source>Steps of a pass; the first and the last are letters.</source>
   <translation>한 번 통과의 시점 수. 첫 시점과 마지막 시점은 글자입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/numerals.py" />
   <source>Number words and digits</source>
   <translation>수를 나타내는 말과 숫자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/numerals.py" />
   <source>Words in and digits out, or digits in and words out.</source>
   <translation>말을 읽고 숫자를 쓰거나, 숫자를 읽고 말을 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/numerals.py" />
   <source>Words of varying number become digits, or the other way round; each knows where it came from.</source>
   <translation>길이가 제각각인 말이 숫자가 되거나 그 반대가 됩니다. 어디서 왔는지 저마다 알려져 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/numerals.py" />
   <source>direction</source>
   <translation>방향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>How many of the first input's numbers are asked for; at most the inputs.</source>
   <translation>첫 입력의 수 가운데 몇 개를 묻는지 정합니다. 입력 수를 넘을 수 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>Length of each noisy input vector.</source>
   <translation>잡음 입력 벡터의 길이.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>Noise all along; only the first input matters, and the loss comes at the end.</source>
   <translation>내내 잡음뿐이고 첫 입력만 중요하며, 손실은 끝에서 옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>Recall the first input</source>
   <translation>첫 입력 기억하기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>Steps of a pass: how long the first input must be remembered.</source>
   <translation>패스의 시점 수: 첫 입력을 얼마나 오래 기억해야 하는지 정합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>inputs</source>
   <translation>입력 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>outputs</source>
   <translation>출력 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/recall.py" />
   <source>task.outputs must be at most task.inputs, which is {limit}, got {value}</source>
   <translation>task.outputs: task.inputs({limit})보다 클 수 없습니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>How many letters there are.</source>
   <translation>글자의 가짓수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>Letters in, the same letters out in reverse: the first to be read must be kept longest.</source>
   <translation>글자를 읽고 같은 글자를 거꾸로 씁니다. 처음 읽은 글자를 가장 오래 기억해야 합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>Symbols of the longest sequence.</source>
   <translation>가장 긴 시퀀스의 기호 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>Symbols of the shortest sequence.</source>
   <translation>가장 짧은 시퀀스의 기호 수.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>Write it backwards</source>
   <translation>거꾸로 쓰기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>alphabet</source>
   <translation>글자 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>longest</source>
   <translation>최대 길이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>shortest</source>
   <translation>최소 길이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/reversal.py" />
   <source>task.longest must be at least task.shortest, which is {limit}, got {value}</source>
   <translation>task.longest는 task.shortest({limit}) 이상이어야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>As it happened; or the same numbers shuffled, so that nothing before a number says anything about it.</source>
   <translation>일어난 순서 그대로; 또는 같은 수를 뒤섞어, 앞선 값이 다음 값에 대해 아무것도 알려 주지 않게 합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Next number of a series</source>
   <translation>시계열의 다음 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Numbers over time, made here or from a file of yours; the network predicts the next ones.</source>
   <translation>시간에 따른 수, 여기서 만들거나 내 파일에서 읽습니다. 신경망이 다음 수를 예측합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Standardised: each column less its mean, over its deviation, of the training part; or as they are.</source>
   <translation>표준화: 열마다 학습 부분의 평균을 빼고 표준편차로 나눕니다. 또는 수를 그대로 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Variables of a built-in series, each of its own period; a file has its own.</source>
   <translation>내장 시계열의 변수 수, 주기는 저마다 다릅니다. 파일은 제 열을 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>What is done where a cell of your file is empty, NaN, NA or infinite: nothing is learnt, and the cell is named; the line is dropped; or the last number before is taken again, which tells nothing of what comes.</source>
   <translation>파일의 칸이 비어 있거나 NaN, NA, 무한대일 때의 처리입니다. 거부하면 학습하지 않고 그 칸의 위치를 알려 줍니다. 그 줄을 제외하거나, 직전 값을 다시 쓸 수도 있으며 그때 앞으로 올 값은 드러나지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>What is taken where no file is given: a noisy sine; an AR(2) process, which swings without a clock; white noise; two regimes that take turns; or real ones: yearly sunspot numbers, the yearly flow of the Nile.</source>
   <translation>파일이 없을 때 쓰는 시계열: 잡음이 섞인 사인; 정해진 주기 없이 흔들리는 AR(2) 과정; 백색 잡음; 번갈아 나타나는 두 국면; 또는 실제 자료인 연간 태양 흑점 수와 나일강 연간 유량.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Which columns of your file are the series, by name or number, parted by commas, such as flow or 2,3; empty takes all. Columns left out may hold anything, dates too; the first, left out, names the steps.</source>
   <translation>파일의 어느 열이 시계열인지 이름이나 번호로, 쉼표로 나누어 적습니다. 예: flow 또는 2,3. 비우면 모든 열을 씁니다. 빠진 열에는 날짜 등 무엇이 있어도 되며, 첫 열이 빠져 있으면 그 값이 시점의 이름이 됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>Your own numbers, a line a step and a column a variable: CSV, text in columns, or .npy, up to 64 MiB; empty takes one that is made here.</source>
   <translation>내 수치 데이터, 한 줄이 한 시점이고 한 열이 한 변수: CSV, 열로 된 텍스트, .npy, 최대 64 MiB. 비우면 여기서 만든 시계열을 씁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>built-in series</source>
   <translation>내장 시계열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>columns</source>
   <translation>열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>columns of the file</source>
   <translation>파일의 열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>gaps of the file</source>
   <translation>파일의 결측값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>order</source>
   <translation>순서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>scaling</source>
   <translation>스케일링</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>series</source>
   <translation>시계열</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>task.columns must be {wanted}, got {value}</source>
   <translation>task.columns는 {wanted}이어야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>{file} is too short: passes of {length} steps need {needed} lines of numbers, found {found}</source>
   <translation>{file}: 너무 짧습니다. 시점 {length}개인 패스에는 수가 적힌 줄이 {needed}개 필요한데 {found}개뿐입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>{file} says the same on every line, {value} in column 1: there is nothing to predict</source>
   <translation>{file}의 모든 줄이 같습니다(1열은 {value}): 예측할 것이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series.py" />
   <source>{file}: column {column} has numbers beyond float32: scale them down</source>
   <translation>{file}: {column}열에 float32를 넘는 수가 있습니다. 크기를 줄이세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} has no column of numbers: line {line} is all words</source>
   <translation>{file}에 수로 된 열이 없습니다: {line}번째 줄이 모두 글자입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} has no column {value}: it has {names}</source>
   <translation>{file}에 {value} 열이 없습니다: 있는 열은 {names}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} has no line of numbers</source>
   <translation>{file}: 수가 적힌 줄이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} has {found} columns: a series may have at most {limit}</source>
   <translation>{file}: 열이 {found}개입니다. 시계열의 열은 최대 {limit}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} has {size} MiB: a file of a series may have at most {limit} MiB</source>
   <translation>{file}: {size} MiB입니다. 시계열 파일은 최대 {limit} MiB입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} holds {found}: a series is real numbers of shape (steps,) or (steps, columns)</source>
   <translation>{file}: {found}이(가) 들어 있습니다. 시계열은 (시점,) 또는 (시점, 열) 모양의 실수입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file} is not an .npy file of numpy, or it is damaged</source>
   <translation>{file}: numpy의 .npy 파일이 아니거나 손상되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: column {value} is asked for twice</source>
   <translation>{file}: {value} 열을 두 번 골랐습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line} has quotes and {found} characters: it may have at most {limit}</source>
   <translation>{file}: 따옴표가 있는 {line}번째 줄이 {found}글자입니다. {limit}글자까지 쓸 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line} must have as many columns as the lines before it, {needed}, got {found}</source>
   <translation>{file}: {line}번째 줄은 열이 {found}개인데 그 앞 줄들은 {needed}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line} opens a quote that it does not close</source>
   <translation>{file}: {line}번째 줄의 따옴표가 닫히지 않았습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line}, column {column} has a decimal comma ({value}): write decimals with a point</source>
   <translation>{file}: {line}번째 줄 {column}번째 열에 소수점 대신 쉼표가 있습니다 ({value}): 소수는 점으로 쓰세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line}, column {column} is not a number: "{value}" (decimals have a point)</source>
   <translation>{file}: {line}번째 줄 {column}열이 수가 아닙니다: "{value}"(소수점은 마침표입니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: line {line}, column {column} is too large: {value}</source>
   <translation>{file}: {line}번째 줄 {column}열이 너무 큽니다: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_file.py" />
   <source>{file}: row {line}, column {column} is not a finite number (gaps in all: {count}): choose with task.gaps to drop or fill them</source>
   <translation>{file}: {line}행 {column}열이 유한한 수가 아닙니다 (결측값 모두 {count}개). task.gaps에서 제외할지 채울지 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_preview.py" />
   <source>{file} has no column of numbers alone; in the first, line {line} says {value}</source>
   <translation>{file}에는 수만 있는 열이 없습니다. 첫 열의 {line}번째 줄이 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/series_preview.py" />
   <source>{file}: column {column} has no number at all; line {line} says {value}</source>
   <translation>{file}: {column}번째 열에 수가 하나도 없습니다. {line}번째 줄에는 {value}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/temporal_order.py" />
   <source>Steps of a pass: the two that matter are near a tenth and a half of it.</source>
   <translation>한 패스의 시점 수. 중요한 두 시점은 그 10분의 1과 2분의 1 근처에 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/temporal_order.py" />
   <source>Two of many symbols matter, and their order; it is asked for at the end.</source>
   <translation>많은 기호 중 둘과 그 순서만 중요하며, 끝에서 묻습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/temporal_order.py" />
   <source>Which came first</source>
   <translation>무엇이 먼저였나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/translate.py" />
   <source>English to Korean</source>
   <translation>영어에서 한국어로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/tasks/translate.py" />
   <source>Generated sentences whose true alignment is known: attention can be checked against it.</source>
   <translation>참 정렬을 아는 생성 문장: 어텐션을 정답과 견주어 볼 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>a setting is KEY=VALUE, got {value}</source>
   <translation>설정은 KEY=VALUE 꼴이어야 합니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>line {line} has a number of more than 4000 digits</source>
   <translation>{line}행: 4000자리가 넘는 수가 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>line {line} is nested deeper than {limit}</source>
   <translation>{line}행: {limit}단계보다 깊게 중첩되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>not valid TOML: {reason}</source>
   <translation>올바른 TOML이 아닙니다: {reason}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>there are more than {limit} fields</source>
   <translation>항목이 {limit}개를 넘습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>{field} is a whole number beyond 64 bits</source>
   <translation>{field}: 64비트를 넘는 정수입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>{field} is not valid Unicode text: {value}</source>
   <translation>{field}: 올바른 유니코드 텍스트가 아닙니다({value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/toml_file.py" />
   <source>{file} is larger than an experiment can be (1 MiB)</source>
   <translation>{file}: 실험 파일의 한도(1 MiB)보다 큽니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>a finite number</source>
   <translation>유한한 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>a list</source>
   <translation>목록</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>a number</source>
   <translation>수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>a table of fields</source>
   <translation>항목 표</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>a whole number</source>
   <translation>정수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>true or false</source>
   <translation>true 또는 false</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>unknown field {field}: did you mean {nearest}?</source>
   <translation>알 수 없는 항목 {field}: 혹시 {nearest}인가요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>unknown field {field}: there are {choices}</source>
   <translation>알 수 없는 항목 {field}: 있는 항목은 {choices}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>{field} must be text, a number, true or false, got {value}</source>
   <translation>{field}: 텍스트, 수, true, false 가운데 하나여야 합니다(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/validation.py" />
   <source>{field}: {rule}, got {value}</source>
   <translation>{field}: {rule}(입력값 {value})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>; sorted at update {update}</source>
   <translation>; 갱신 {update}에서 정렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>Hidden units</source>
   <translation>은닉 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>No hidden states in this trace.</source>
   <translation>이 트레이스에는 은닉 상태가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>The order of the units from top to bottom</source>
   <translation>위에서 아래로 유닛을 늘어놓는 순서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>What every hidden unit says at each step. Click a row to choose its unit: the text is coloured by it, and gates and equations show its numbers. An order other than by number is kept while the model learns; choose it again to sort anew.</source>
   <translation>시점마다 모든 은닉 유닛의 값입니다. 행을 클릭하면 그 유닛을 고릅니다. 텍스트가 그 유닛으로 색칠되고 게이트와 수식에 그 값이 나옵니다. 번호순이 아닌 순서는 학습하는 동안 그대로이며, 다시 고르면 새로 정렬합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>by likeness to the unit</source>
   <translation>고른 유닛과 닮은 순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>by mean</source>
   <translation>평균순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>by number</source>
   <translation>번호순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>by time of the peak</source>
   <translation>정점 시점순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>hidden state h</source>
   <translation>은닉 상태 h</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>hidden state h ({count} units, −{limit} blue · 0 paper · +{limit} orange, fitted)</source>
   <translation>은닉 상태 h (유닛 {count}개, −{limit} 파랑 · 0 바탕 · +{limit} 주황, 맞춤)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>hidden state h ({count} units, −{limit} blue · 0 paper · +{limit} orange, fixed)</source>
   <translation>은닉 상태 h (유닛 {count}개, −{limit} 파랑 · 0 바탕 · +{limit} 주황, 고정)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>hidden state h, ±{limit}, fitted</source>
   <translation>은닉 상태 h, ±{limit}, 맞춤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/activations.py" />
   <source>hidden state h, ±{limit}, fixed</source>
   <translation>은닉 상태 h, ±{limit}, 고정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Attention</source>
   <translation>어텐션</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Draw the entropy of every row: how spread the attention is, step by step</source>
   <translation>모든 행의 엔트로피를 그립니다: 시점마다 어텐션이 얼마나 퍼져 있는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Draw the weights at the cursor as lines between words</source>
   <translation>커서 위치의 가중치를 단어 사이의 선으로 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Go to update {n}</source>
   <translation>갱신 {n}(으)로 가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>How spread the row at the cursor is: 0 nats look at one word, ln S at all S words alike</source>
   <translation>커서 위치의 행이 퍼진 정도: 0 내트면 한 단어만, ln S면 단어 S개를 고르게 봅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Measure anew what each head is worth</source>
   <translation>헤드의 기여를 다시 재기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Measure what each head is worth: the loss on held-out examples with it silenced</source>
   <translation>각 헤드의 기여 재기: 그 헤드를 껐을 때 검증 예제의 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Outline the true alignment: which source word each target word was made from</source>
   <translation>참 정렬을 테두리로 표시합니다: 출력 단어가 어느 원문 단어에서 나왔는지 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Show the row at the cursor in numbers: scores, softmax, weights times values, context</source>
   <translation>커서의 행을 숫자로 보여 줍니다: 점수, 소프트맥스, 가중치와 값의 곱, 문맥 벡터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>The attention head that is shown</source>
   <translation>보고 있는 어텐션 헤드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>The cell under the mouse, else the largest weight at the cursor</source>
   <translation>마우스 아래의 칸, 없으면 커서 위치에서 가장 큰 가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>This model has no attention. Open “Translating with attention” to see what a decoder looks at.</source>
   <translation>이 모델에는 어텐션이 없습니다. 디코더가 무엇을 보는지 보려면 “어텐션으로 번역하기”를 여세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Which source words the decoder looks at while it writes each target word: a row of weights for each, summing to 1. Click a row to go to its step; the slider goes back to earlier updates.</source>
   <translation>디코더가 목표 단어를 하나씩 쓸 때 어떤 원문 단어를 보는지: 단어마다 합이 1인 가중치 한 행입니다. 행을 누르면 그 시점으로 가고, 슬라이더를 옮기면 이전 갱신으로 돌아갑니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>Whose attention is shown</source>
   <translation>어텐션을 보여 줄 곳</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>alignment</source>
   <translation>정렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>all heads</source>
   <translation>모든 헤드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>entropy</source>
   <translation>엔트로피</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>head {n}</source>
   <translation>헤드 {n}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>lines</source>
   <translation>선</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>the encoder reads; the decoder has not begun</source>
   <translation>인코더가 읽는 중, 디코더는 아직 시작하지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>weights α after update {n}, 0 to 1</source>
   <translation>갱신 {n} 뒤의 가중치 α, 0에서 1</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>weights α after update {n}, of other words than these (the probe is the newest batch)</source>
   <translation>갱신 {n} 뒤의 가중치 α, 지금 이 단어들의 것이 아님 (탐침은 최신 배치)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>weights α, 0 to 1</source>
   <translation>가중치 α, 0에서 1까지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>what each head is worth</source>
   <translation>각 헤드의 기여</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/dock.py" />
   <source>worth</source>
   <translation>기여</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/entropy_strip.py" />
   <source>entropy by step, at most ln {count} = {most} nats ({bits} bits)</source>
   <translation>시점별 엔트로피, 최대 ln {count} = {most}내트 ({bits}비트)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/entropy_strip.py" />
   <source>entropy: the weights are not finite</source>
   <translation>엔트로피: 가중치가 유한하지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/entropy_strip.py" />
   <source>row {row}: entropy {nats} nats = {bits} bits, of at most ln {count} = {most} nats</source>
   <translation>행 {row}: 엔트로피 {nats}내트 = {bits}비트, 최대 ln {count} = {most}내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/over_training.py" />
   <source>Past updates on the same example: the right end is now</source>
   <translation>같은 예제에서 지나간 갱신: 오른쪽 끝이 현재입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/over_training.py" />
   <source>now</source>
   <translation>지금</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/over_training.py" />
   <source>update {n}</source>
   <translation>갱신 {n}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>context ‖Σ α v‖ = {context}</source>
   <translation>문맥 벡터 ‖Σ α v‖ = {context}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>score e</source>
   <translation>점수 e</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>softmax α</source>
   <translation>소프트맥스 α</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>word</source>
   <translation>단어</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>{n} more words</source>
   <translation>단어 {n}개 더</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>{score}, mask</source>
   <translation>{score}, 마스크</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/stages.py" />
   <source>Σα = {sum}</source>
   <translation>Σα = {sum}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/words.py" />
   <source>entropy {entropy} nats, {share} of uniform</source>
   <translation>엔트로피 {entropy} 내트, 균등 분포의 {share}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/words.py" />
   <source>entropy {entropy} nats, {share} of uniform, mean of {count} heads</source>
   <translation>엔트로피 {entropy} 내트, 균등 분포의 {share}, 헤드 {count}개의 평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/words.py" />
   <source>mean of {count} heads</source>
   <translation>헤드 {count}개의 평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/worth.py" />
   <source>(the model has learnt on since; the menu measures anew)</source>
   <translation>(그 뒤로 모델이 더 학습했습니다. 메뉴에서 다시 잴 수 있습니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/worth.py" />
   <source>Cancelled. Its menu measures anew.</source>
   <translation>취소했습니다. 메뉴에서 다시 잴 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/worth.py" />
   <source>Loss on {count} held-out examples after update {n}: {loss} {unit}. By how much it rises with one head silenced at every step:</source>
   <translation>갱신 {n} 뒤 검증 예제 {count}개의 손실: {loss} {unit}. 헤드 하나를 모든 시점에서 껐을 때 늘어나는 양:</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/attention/worth.py" />
   <source>silencing each head</source>
   <translation>헤드를 하나씩 끄는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>by gradient</source>
   <translation>경사 하강</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>by gradient {value}</source>
   <translation>경사 하강 {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>lags whose interval leaves out zero: {lags}</source>
   <translation>신뢰구간에 0이 들지 않는 시차: {lags}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>least squares, 95 %</source>
   <translation>최소제곱, 95 %</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>the same coefficients as the model has learnt them so far</source>
   <translation>모델이 지금까지 학습한 같은 계수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>{inside} of {count} learnt coefficients lie within the intervals</source>
   <translation>학습한 계수 {count}개 가운데 {inside}개가 신뢰구간 안에 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>{name} = {value} ± {error} (standard error), 95 % from {low} to {high}</source>
   <translation>{name} = {value} ± {error}(표준오차), 95 % 구간 {low} ~ {high}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/coefficients.py" />
   <source>φ of each lag with its 95 % interval by Student's t, and the constant c</source>
   <translation>시차마다의 φ와 스튜던트 t로 구한 95 % 신뢰구간, 그리고 상수 c</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>AR({order}) of {count} steps</source>
   <translation>AR({order}), 시점 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>Autoregression</source>
   <translation>자기회귀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>Fitting the series…</source>
   <translation>시계열을 적합하는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>The series told from its own last p values, x_t = c + Σ φ_i x_{t−i} + ε_t, fitted by least squares to the training part: forecast with band, coefficients with their confidence beside those learnt by gradient, roots on the unit circle, and what is left over. What a network must beat.</source>
   <translation>시계열을 자신의 지난 값 p개로 설명합니다: x_t = c + Σ φ_i x_{t−i} + ε_t. 훈련 구간에 최소제곱으로 맞춘 예측과 예측 구간, 신뢰구간이 붙은 계수와 경사 하강으로 배운 계수, 단위원 위의 근, 남은 잔차를 보여 줍니다. 신경망이 넘어서야 할 기준입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>This task has no series of numbers to be predicted: {preset} fills this view.</source>
   <translation>이 과제에는 예측할 수의 시계열이 없습니다. {preset}을(를) 열면 이 뷰가 채워집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>Values back that are looked at; by itself: as many as the model's window, else by the least AIC</source>
   <translation>거슬러 보는 값의 수. 자동: 모델의 윈도우 길이, 윈도우가 아니면 AIC가 가장 작은 차수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>What of the fit is shown</source>
   <translation>적합 결과 가운데 보여 줄 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>Which column of the series</source>
   <translation>시계열의 어느 열인지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>autoregression</source>
   <translation>자기회귀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>coefficients φ</source>
   <translation>계수 φ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>forecast</source>
   <translation>예측</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>p: by itself</source>
   <translation>p: 자동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>residuals ε</source>
   <translation>잔차 ε</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/dock.py" />
   <source>roots</source>
   <translation>근</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>from the end of the training part, nothing after it seen; 95 % band, φ taken for true</source>
   <translation>훈련 구간 끝에서 그 뒤를 보지 않고 낸 예측. φ를 참값으로 본 95 % 구간</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>learnt from</source>
   <translation>훈련 구간</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>one step ahead on the held-out part: squared error {error}, the last number again {idle}</source>
   <translation>검증 구간에서 한 시점 앞 예측: 제곱 오차 {error}, 직전 값 반복은 {idle}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>step {step}, learnt from: {value}</source>
   <translation>시점 {step}, 훈련 구간의 값: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>step {step}, {ahead} ahead: forecast {mean}, 95 % from {low} to {high}; what came {truth}</source>
   <translation>시점 {step}({ahead}시점 앞): 예측 {mean}, 95 % 구간 {low} ~ {high}, 실제 값 {truth}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>the held-out part</source>
   <translation>검증 구간</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>the last steps of the training part</source>
   <translation>훈련 구간의 마지막 시점들</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>what came</source>
   <translation>실제 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/forecast.py" />
   <source>{inside} of {count} in the band</source>
   <translation>{count}개 중 {inside}개가 구간 안</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>how alike ε is to itself some steps earlier: within the lines as white noise would be</source>
   <translation>ε이 몇 시점 전의 자신과 닮은 정도: 백색 잡음이면 선 안에 듭니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>lag {lag}: ρ = {value}</source>
   <translation>시차 {lag}: ρ = {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>step {step}: ε = {value}</source>
   <translation>시점 {step}: ε = {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>what the fit leaves at each step of the training part, and its standard deviation</source>
   <translation>훈련 구간의 시점마다 남는 잔차와 그 표준편차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>{out} of {count} lags beyond the bounds of white noise, where one in twenty would be</source>
   <translation>시차 {count}개 가운데 {out}개가 백색 잡음의 한계를 벗어납니다(백색 잡음이면 스무 개에 하나꼴)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/residuals.py" />
   <source>ρ by lag, ±95 % of white noise</source>
   <translation>시차별 ρ, 백색 잡음의 ±95 %</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>a shock halves in {steps} steps</source>
   <translation>충격이 {steps}시점 만에 반으로 줄어듭니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>a shock never dies</source>
   <translation>충격이 사라지지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>largest |λ| of the coefficients as learnt so far</source>
   <translation>지금까지 학습한 계수의 가장 큰 |λ|</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>largest |λ| of λᵖ = φ₁ λᵖ⁻¹ + … + φ_p: below 1 the series is stationary</source>
   <translation>λᵖ = φ₁ λᵖ⁻¹ + … + φ_p의 가장 큰 |λ|: 1보다 작으면 정상 시계열입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>least squares</source>
   <translation>최소제곱</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>not stationary: </source>
   <translation>비정상: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>stationary: </source>
   <translation>정상: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>swinging with a period of {steps} steps</source>
   <translation>주기 {steps}시점으로 진동합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/autoregression/roots.py" />
   <source>|λ| = {size}</source>
   <translation>|λ| = {size}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>A transformer's block has no cell state: it hands nothing on from step to step.</source>
   <translation>트랜스포머 블록에는 셀 상태가 없습니다. 시점에서 시점으로 아무것도 넘기지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>Cell state</source>
   <translation>셀 상태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>Draw every unit as a heat map, or the mean and one unit</source>
   <translation>모든 유닛을 히트맵으로, 또는 평균과 유닛 하나를 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>No cell state in this trace.</source>
   <translation>이 트레이스에는 셀 상태가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>The memory c that an LSTM carries from step to step: the forget gate keeps it, the input gate adds to it. The hidden state is its tanh, let out by the output gate.</source>
   <translation>LSTM이 시점에서 시점으로 나르는 기억 c: 망각 게이트가 지키고 입력 게이트가 더합니다. 은닉 상태는 그 tanh를 출력 게이트가 내보낸 것입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>The {cell} carries its hidden state alone; choose LSTM to see a cell state.</source>
   <translation>{cell}: 은닉 상태만 나릅니다. 셀 상태를 보려면 LSTM을 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c</source>
   <translation>셀 상태 c</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c ({count} units, −{limit} blue · 0 paper · +{limit} orange, fitted)</source>
   <translation>셀 상태 c (유닛 {count}개, −{limit} 파랑 · 0 바탕 · +{limit} 주황, 맞춤)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c, mean and band</source>
   <translation>셀 상태 c, 평균과 띠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c, mean over {count} units with 10–90 % band</source>
   <translation>셀 상태 c, 유닛 {count}개의 평균과 10–90 % 띠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c, ±{limit}, fitted</source>
   <translation>셀 상태 c, ±{limit}, 맞춤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>cell state c: no value is finite</source>
   <translation>셀 상태 c: 유한한 값이 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>every unit</source>
   <translation>모든 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>mean and one unit</source>
   <translation>평균과 유닛 하나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>this model has none</source>
   <translation>이 모델에는 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cell_state.py" />
   <source>unit {unit}</source>
   <translation>유닛 {unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>A linear network has no gates, and nothing in it saturates: choose LSTM, GRU or tanh.</source>
   <translation>선형 신경망에는 게이트가 없고 포화되는 것도 없습니다. LSTM, GRU나 tanh를 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>A transformer's block has no gates, and no state that saturates: choose LSTM, GRU or tanh.</source>
   <translation>트랜스포머 블록에는 게이트도, 포화되는 상태도 없습니다. LSTM, GRU 또는 tanh를 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>A window holds what was read, and nothing of it saturates: choose a hidden layer, if any.</source>
   <translation>창은 읽은 것을 담을 뿐 포화되지 않습니다. 은닉층이 있으면 은닉층을 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>Every unit as it is now, or the medians over the units by update, as far as seen</source>
   <translation>지금의 모든 유닛, 또는 지금까지 본 갱신별 유닛 중앙값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>Gate census</source>
   <translation>게이트 현황</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>No recurrent layer in this trace: nothing to count.</source>
   <translation>이 트레이스에는 순환층이 없어 셀 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>On which share of the steps each gate of each unit is shut (below 0.1) or open (above 0.9): a dot for each, moving while the model learns. Under it how long each unit keeps half of its memory. A click chooses the unit in every view.</source>
   <translation>유닛마다 각 게이트가 닫힌(0.1 미만) 시점과 열린(0.9 초과) 시점의 비율을 점 하나로 나타내며, 모델이 배우는 동안 점이 움직입니다. 그 아래는 유닛마다 기억이 절반으로 줄기까지의 시점 수입니다. 클릭하면 모든 뷰에서 그 유닛을 고릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>The gate whose dots are drawn</source>
   <translation>점을 그릴 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>The unit under the mouse, else the chosen one</source>
   <translation>마우스 아래의 유닛, 없으면 고른 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>all gates</source>
   <translation>모든 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>by update</source>
   <translation>갱신별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>median {ends}</source>
   <translation>중앙값 {ends}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>medians over the units: {left}; {right}</source>
   <translation>유닛 중앙값: {left}, {right}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>saturation</source>
   <translation>포화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>saturation of {scope} over the {steps} steps of the example</source>
   <translation>예제의 시점 {steps}개에서 {scope}의 포화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>saturation over {steps} steps</source>
   <translation>시점 {steps}개에서의 포화</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/dock.py" />
   <source>{steps} steps</source>
   <translation>{steps}시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/half_life_plot.py" />
   <source>Steps in which a unit keeps half of what it carries: ln ½ / ln of its gate's geometric mean over the steps. Height: the share of the units that keep it no longer. Dotted: {long} steps.</source>
   <translation>유닛이 나르는 값이 절반으로 줄기까지의 시점 수: ln ½ / ln(시점에 걸친 게이트의 기하 평균). 높이: 반감기가 그 이하인 유닛의 비율. 점선: {long}시점.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/half_life_plot.py" />
   <source>half-life of {gate}, in steps</source>
   <translation>{gate}의 반감기(시점)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>h &lt; −0.9, of {steps} steps</source>
   <translation>h &lt; −0.9, 시점 {steps}개 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>h = 0, of {steps} steps</source>
   <translation>h = 0, 시점 {steps}개 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>h &gt; 0.9</source>
   <translation>h &gt; 0.9</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>no upper end</source>
   <translation>위쪽 한계 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>open (&gt; 0.9)</source>
   <translation>열림(&gt; 0.9)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/saturation_plot.py" />
   <source>shut (&lt; 0.1), of {steps} steps</source>
   <translation>닫힘(&lt; 0.1), 시점 {steps}개 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>(and {count} more here)</source>
   <translation>(여기에 {count}개 더)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>dead units: {units}</source>
   <translation>죽은 유닛: {units}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>gates that never move: {gates}</source>
   <translation>움직이지 않는 게이트: {gates}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>h &lt; −0.9</source>
   <translation>h &lt; −0.9</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>h = 0</source>
   <translation>h = 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>half-life {steps} steps</source>
   <translation>반감기 {steps}시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>no dead unit</source>
   <translation>죽은 유닛 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>not finite</source>
   <translation>유한하지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>open</source>
   <translation>열림</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>shut</source>
   <translation>닫힘</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>units that are not finite: {count}</source>
   <translation>유한하지 않은 유닛: {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>{count} of {units} units are at 0 on more than half of the steps</source>
   <translation>유닛 {units}개 중 {count}개가 절반이 넘는 시점에서 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>{count} of {units} units are saturated (|h| &gt; 0.9) on more than half of the steps</source>
   <translation>유닛 {units}개 중 {count}개가 절반이 넘는 시점에서 포화(|h| &gt; 0.9)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>{count} of {units} units remember more than {long} steps; median half-life {steps} steps</source>
   <translation>유닛 {units}개 중 {count}개가 {long}시점 넘게 기억함, 반감기 중앙값 {steps}시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/census/words.py" />
   <source>{units}, … ({count} in all)</source>
   <translation>{units}, … (모두 {count}개)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Cliff</source>
   <translation>절벽</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Drag the start, or move it with the cursor keys; the wheel zooms</source>
   <translation>시작점을 끌거나 방향키로 옮깁니다. 휠로 확대합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>The loss under the mouse, else what becomes of descent without clipping</source>
   <translation>마우스 아래의 손실, 없으면 클리핑하지 않은 하강이 어떻게 되는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Why gradients are clipped: the loss of a network of one unit, x ← w σ(x) + b, over w and b. It is a network of its own, not the one that learns here. Drag the start: on the cliff the gradient is huge, one plain step is thrown far away, and a clipped one stays (Pascanu, Mikolov and Bengio 2013, figure 6).</source>
   <translation>기울기를 왜 클리핑하는가: 유닛 하나짜리 신경망 x ← w σ(x) + b의 손실을 w와 b 위에 그립니다. 여기서 학습하는 신경망이 아니라 따로 있는 신경망입니다. 시작점을 끌어 보세요: 절벽 위에서는 기울기가 엄청나게 커서 클리핑하지 않은 한 걸음은 멀리 튕겨 나가고, 클리핑한 걸음은 머무릅니다 (Pascanu, Mikolov, Bengio 2013, 그림 6).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Without clipping, step {step} jumps beyond all numbers</source>
   <translation>클리핑이 없으면 {step}번째 걸음이 표현할 수 있는 수를 벗어납니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Without clipping, step {step} jumps to w = {w}</source>
   <translation>클리핑이 없으면 {step}번째 걸음이 w = {w}(으)로 튑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Without clipping, step {step} jumps to w = {w}, b = {b}</source>
   <translation>클리핑이 없으면 {step}번째 걸음이 w = {w}, b = {b}(으)로 튑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>Without clipping, the longest step is {length}, step {step}</source>
   <translation>클리핑이 없으면 가장 긴 걸음은 {length} ({step}번째)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>clipped</source>
   <translation>클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>loss after {steps} steps of descent; {clipped} of them were clipped</source>
   <translation>하강 {steps}걸음 뒤의 손실. 그중 {clipped}걸음을 클리핑했습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>loss at step {step}</source>
   <translation>{step}번째 걸음의 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>loss at the end of plain descent; its longest gradient is {norm}</source>
   <translation>클리핑하지 않은 하강 끝의 손실. 가장 긴 기울기는 {norm}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>loss by step</source>
   <translation>걸음별 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>not clipped</source>
   <translation>클리핑 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>one unit: loss {low} (faint) to {high}</source>
   <translation>유닛 하나: 손실 {low}(옅음)–{high}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>unclipped, longest step {length}</source>
   <translation>클리핑 없이 가장 긴 걸음 {length}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>unclipped, step {step}: beyond all numbers</source>
   <translation>클리핑 없이 {step}번째: 수를 벗어남</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>unclipped, step {step}: w = {w}</source>
   <translation>클리핑 없이 {step}번째: w = {w}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>w = {w}, b = {b}: loss {loss}</source>
   <translation>w = {w}, b = {b}: 손실 {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/dock.py" />
   <source>w = {w}, b = {b}: loss {loss} (squared error), ‖∂L/∂(w, b)‖ {norm}</source>
   <translation>w = {w}, b = {b}: 손실 {loss} (제곱 오차), ‖∂L/∂(w, b)‖ {norm}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>T: how many steps the network of one unit runs, and so how steep the cliff is</source>
   <translation>T: 유닛 하나짜리 신경망이 도는 시점 수. 클수록 절벽이 가파릅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>The paper's network, and the start, rates and ranges that come with it</source>
   <translation>논문의 신경망으로, 그리고 처음의 시작점·학습률·임계값·범위로 돌아갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>x₀: the state that the network starts from; the cliff stands at b = x₀ − w σ(x₀)</source>
   <translation>x₀: 신경망이 시작하는 상태. 절벽은 b = x₀ − w σ(x₀)에 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>y: what σ(x) should be after T steps; the loss is (σ(x) − y)²</source>
   <translation>y: T 시점 뒤에 σ(x)가 되어야 하는 값. 손실은 (σ(x) − y)²</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>η: learning rate, the length of a step of descent for a gradient of length 1</source>
   <translation>η: 학습률. 길이 1인 기울기에 대한 하강 한 걸음의 길이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/fields.py" />
   <source>θ: threshold that longer gradients are clipped to</source>
   <translation>θ: 임계값. 더 긴 기울기는 이 길이로 클리핑합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/map.py" />
   <source>bias b</source>
   <translation>편향 b</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/cliff/map.py" />
   <source>recurrent weight w</source>
   <translation>순환 가중치 w</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/direction.py" />
   <source>cosine</source>
   <translation>코사인</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/direction.py" />
   <source>cosine between the clipped gradient and the true one: 1 where the direction is kept</source>
   <translation>클리핑한 기울기와 원래 기울기 사이의 코사인. 방향을 지키면 1</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/direction.py" />
   <source>entries cut</source>
   <translation>잘린 원소</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/direction.py" />
   <source>share of the gradient's entries that were cut by value</source>
   <translation>값 기준으로 잘린 기울기 원소의 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>The gradient's norm appears here once training has begun: press Train or Next update.</source>
   <translation>학습을 시작하면 기울기의 노름이 여기에 나타납니다. 학습이나 다음 갱신을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>The norm of each update's gradient over all parameters together, before and after clipping. By norm, a longer gradient is shortened to the threshold and keeps its direction. It acts on the update alone: the gradients along time are not clipped. Or: which parameters make the gradient up, and what clipping leaves of its direction.</source>
   <translation>갱신마다 모든 파라미터를 합친 기울기의 노름을 클리핑 전과 후로 보여 줍니다. 노름 기준에서는 더 긴 기울기를 방향은 그대로 두고 임계값까지 줄입니다. 갱신에만 작용하며, 시간에 따른 기울기는 클리핑하지 않습니다. 또는 기울기를 어느 파라미터가 이루는지, 클리핑 뒤에 방향이 얼마나 남는지 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>This run has no such figures: only newer runs write them down.</source>
   <translation>이 실행에는 그런 값이 없습니다. 새로 한 실행만 기록합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>What is drawn of each update's gradient: its norm, its parameters' shares, or its direction</source>
   <translation>갱신마다 기울기에서 무엇을 그릴지: 노름, 파라미터별 몫, 방향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>direction of g, update {update}</source>
   <translation>g의 방향, 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>gradient norm ‖g‖, update {update}</source>
   <translation>기울기 노름 ‖g‖, 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>norm</source>
   <translation>노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>shares</source>
   <translation>몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>shares of ‖g‖², update {update}</source>
   <translation>‖g‖²의 몫, 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/dock.py" />
   <source>{name} makes up {share} of ‖g‖²</source>
   <translation>‖g‖²의 {share}이(가) {name}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/norm.py" />
   <source>threshold θ</source>
   <translation>임계값 θ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/share_bars.py" />
   <source>{count} others</source>
   <translation>그 밖 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>; clipped on {recent_share} of the last {recent} updates, {share} of all</source>
   <translation>; 최근 갱신 {recent}회 중 {recent_share}, 전체의 {share}에서 클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>; clipped on {share} of updates</source>
   <translation>; 갱신의 {share}에서 클리핑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>; no update was clipped so far</source>
   <translation>; 아직 클리핑된 갱신이 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>; {count} skipped (gradient not finite)</source>
   <translation>; {count}번 건너뜀(기울기가 유한하지 않음)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>below the threshold: the direction is kept</source>
   <translation>임계값 아래: 방향을 지킵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>by norm: cosine 1 to the true gradient: the direction is kept</source>
   <translation>노름 기준: 원래 기울기와의 코사인 1, 방향을 지킵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>by value: cosine {cosine} to the true gradient: the direction bends; {share} of entries were cut</source>
   <translation>값 기준: 원래 기울기와의 코사인 {cosine}, 방향이 휩니다. 원소의 {share}을(를) 잘랐습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>not clipped: the direction is kept</source>
   <translation>클리핑 없음: 방향을 지킵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>‖g‖ is not finite: this update was skipped</source>
   <translation>‖g‖가 유한하지 않아 이 갱신을 건너뜀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>‖g‖ {before} → {after}  × {coefficient}</source>
   <translation>‖g‖ {before} → {after}  × {coefficient}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>‖g‖ {before}, below the threshold</source>
   <translation>‖g‖ {before}, 임계값 아래</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/clipping/words.py" />
   <source>‖g‖ {before}, not clipped</source>
   <translation>‖g‖ {before}, 클리핑 안 함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/job_bar.py" />
   <source>Leave off; what is shown stays</source>
   <translation>그만둡니다. 보이는 것은 그대로 남습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/job_bar.py" />
   <source>{seconds} s left</source>
   <translation>{seconds}초 남음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>Keep this run's curves, dashed, under those of later runs, until the window closes</source>
   <translation>창을 닫을 때까지 이 실행의 곡선을 이후 실행의 곡선 아래에 파선으로 남겨 둡니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>Pin</source>
   <translation>고정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>Pin this run's curves</source>
   <translation>이 실행의 곡선 고정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>Remove {name}</source>
   <translation>{name} 제거</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>The runs that are pinned: remove one, or all</source>
   <translation>고정된 실행: 하나 또는 모두 제거합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/pin_button.py" />
   <source>There are no curves yet: let the model learn.</source>
   <translation>아직 곡선이 없습니다. 모델을 학습시키세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/unit_entry.py" />
   <source>The hidden unit whose numbers are shown, and which every view marks</source>
   <translation>값을 보여 주고 모든 뷰에서 표시하는 은닉 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/controls/unit_entry.py" />
   <source>unit </source>
   <translation>유닛 </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/cell_page.py" />
   <source>not in the trace</source>
   <translation>기록에 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/cell_page.py" />
   <source>to the next step, to the layer above or to the readout</source>
   <translation>다음 시점으로, 그리고 위층이나 출력층으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/cell_page.py" />
   <source>{arrow}: this path carries back {value}</source>
   <translation>{arrow}: 이 경로로 되돌아가는 값 {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/cell_page.py" />
   <source>{arrow}: {value} enters the transposed matrix here; what comes out of all of them is in the sum</source>
   <translation>{arrow}: 여기서 {value}이(가) 전치 행렬로 들어가며, 모든 행렬에서 나온 값은 합에 들어 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>A transformer's block has no cell to draw: see its attention, stage by stage.</source>
   <translation>트랜스포머 블록에는 그릴 셀이 없습니다. 어텐션 도크에서 단계별로 살펴보세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>Diagram</source>
   <translation>구조도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>Norms of the whole vectors, or the numbers of one unit</source>
   <translation>벡터 전체의 노름, 또는 유닛 하나의 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>Show one step</source>
   <translation>한 시점 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>Show the network unrolled over time</source>
   <translation>시간으로 펼친 신경망 보기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>The cell as a graph, drawn from its equations, or the network unrolled over time. Forward, the values at the cursor flow along the arrows; backward, the gradients flow against them, as wide as they are large.</source>
   <translation>수식에서 그린 셀의 그래프, 또는 시간으로 펼친 신경망입니다. 순전파에서는 커서 시점의 값이 화살표를 따라 흐르고, 역전파에서는 기울기가 거꾸로 흐르며 클수록 굵습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>The cell at one step, or the network at all steps</source>
   <translation>한 시점의 셀, 또는 모든 시점의 신경망</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>The cell's diagram appears here with the first pass of a recurrent model.</source>
   <translation>순환 모델의 첫 패스와 함께 셀의 구조도가 여기에 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>The layer that is shown</source>
   <translation>보여 줄 층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>What is under the mouse, in symbols and numbers</source>
   <translation>마우스가 가리키는 것을 기호와 숫자로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>block</source>
   <translation>블록</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>diagram</source>
   <translation>구조도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>one unit</source>
   <translation>유닛 하나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>unrolled</source>
   <translation>펼침</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>wide: large, by powers of ten</source>
   <translation>굵을수록 큼 (10의 거듭제곱 단위)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>wide: large; each step of width is a power of ten</source>
   <translation>굵을수록 크며, 굵기 한 단계가 10배입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>wide: near 1 for a unit; thin: near 0</source>
   <translation>굵으면 유닛당 1 가까이, 가늘면 0 가까이</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>width: |value|</source>
   <translation>굵기: |값|</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>{cell}, t = {t}: gradients of unit {unit}</source>
   <translation>{cell}, t = {t}: 유닛 {unit}의 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>{cell}, t = {t}: values of unit {unit}</source>
   <translation>{cell}, t = {t}: 유닛 {unit}의 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>{cell}, t = {t}: ‖values‖</source>
   <translation>{cell}, t = {t}: ‖값‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>{cell}, t = {t}: ‖∂L/∂·‖, back</source>
   <translation>{cell}, t = {t}: ‖∂L/∂·‖, 역전파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/dock.py" />
   <source>‖vector‖</source>
   <translation>‖벡터‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/node_words.py" />
   <source>what the layer reads at this step</source>
   <translation>이 시점에 층이 읽는 입력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/node_words.py" />
   <source>{state} of the step after</source>
   <translation>다음 시점의 {state}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/node_words.py" />
   <source>{state} of the step before</source>
   <translation>직전 시점의 {state}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>encoder-decoder: one sequence in, another out</source>
   <translation>인코더-디코더: 한 시퀀스가 들어가고 다른 시퀀스가 나옴</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>losses at {n} of {count} steps</source>
   <translation>{count}개 시점 중 {n}개에 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>many-to-many, delayed: losses from t = {t} on</source>
   <translation>다대다, 지연: t = {t}부터 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>many-to-many, synchronous: a loss at every step</source>
   <translation>다대다, 동기: 모든 시점에 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>many-to-one: one loss, at the end</source>
   <translation>다대일: 마지막에 손실 하나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>no loss</source>
   <translation>손실 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>one-to-many: one input, a loss at every step</source>
   <translation>일대다: 입력 하나, 모든 시점에 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/shape.py" />
   <source>one-to-one: a single step</source>
   <translation>일대일: 시점 하나</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>no loss falls on this output</source>
   <translation>이 출력에는 손실이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>nothing is given at t = {t}: the blank {token} is read</source>
   <translation>t = {t}에는 아무것도 주어지지 않습니다. 빈칸 기호 {token} 하나를 읽습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>output: {value}</source>
   <translation>출력: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>probability of the right answer: {p}</source>
   <translation>정답의 확률: {p}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>read at t = {t}: {token}</source>
   <translation>t = {t}의 입력: {token}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>this step's part of the loss: {value}; click to follow its gradient back</source>
   <translation>손실에서 이 시점의 몫: {value}. 누르면 그 기울기를 거슬러 따라갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_boxes.py" />
   <source>‖∂L/∂y‖ = {value} from this step's loss</source>
   <translation>이 시점의 손실에서 온 ‖∂L/∂y‖ = {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>Training cuts the graph here (every {k} steps): the state is handed on, the gradient is not. The gradients that are shown are those of the whole pass.</source>
   <translation>학습은 여기서 그래프를 끊습니다({k}시점마다): 상태는 넘어가지만 기울기는 넘어가지 않습니다. 여기 보이는 기울기는 끊지 않은 전체 패스의 것입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>cut</source>
   <translation>절단</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>loss</source>
   <translation>손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>read</source>
   <translation>입력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>shared over time</source>
   <translation>모든 시점이 공유</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>the loss falls at t = {t} →</source>
   <translation>손실은 t = {t}에 있습니다 →</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_page.py" />
   <source>← the loss falls at t = {t}</source>
   <translation>← 손실은 t = {t}에 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>attention at t = {t} on {token}: {weight}</source>
   <translation>t = {t}에서 {token}에 대한 어텐션: {weight}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>attention of {layer} at t = {t} on {token}: {weight}, mean of its heads</source>
   <translation>t = {t}에서 {layer}의 {token}에 대한 어텐션: {weight}(헤드 평균)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>both directions go on side by side</source>
   <translation>두 방향이 나란히 이어져 위로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>into the loss</source>
   <translation>손실로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>into the window, as it is</source>
   <translation>그대로 윈도우 안으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>residual: what the layer reads is added to its h, and its gradient comes back unchanged</source>
   <translation>잔차 연결: 층이 읽은 것을 h에 더하고, 그 기울기는 그대로 되돌아옵니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>the block's matrices: the same at every step</source>
   <translation>블록의 행렬: 모든 시점에서 같음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>the window moves on by one step: its oldest numbers fall out, and nothing here is learnt</source>
   <translation>윈도우가 한 시점 나아갑니다. 가장 오래된 수가 빠지며, 여기서 학습되는 것은 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>{matrix}: the same matrix at every step</source>
   <translation>{matrix}: 모든 시점에서 같은 행렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>‖h‖ at t = {t}: {value}</source>
   <translation>t = {t}의 ‖h‖: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/diagram/unrolled_wires.py" />
   <source>‖∂L/∂h‖ at t = {t}: {value}, through this arrow and from the step's own loss</source>
   <translation>t = {t}의 ‖∂L/∂h‖: {value}, 이 화살표와 그 시점 자신의 손실에서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>(the factors are on their way)</source>
   <translation>(인수는 곧 도착합니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>one loss alone: equal</source>
   <translation>손실이 하나뿐이므로 같습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>residual {residual}</source>
   <translation>잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>sum of the vectors: residual {residual}</source>
   <translation>벡터의 합: 잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>the chosen loss does not lead back to the cursor</source>
   <translation>고른 손실에서 거슬러 와도 커서에 닿지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>the losses one by one are on their way, or the pass is too long for them</source>
   <translation>손실별 기울기는 곧 도착하거나, 시퀀스가 너무 길어 구하지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>the terms come with the next pass of a stack that is known as linear maps</source>
   <translation>항은 다음 패스와 함께 도착합니다 (선형 사상으로 나타낼 수 있는 순환층에서)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>the terms, each by its length along the sum:</source>
   <translation>각 항과, 합의 방향으로 잰 길이:</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>‖Π‖ ≤ {factors} = {whole}, {n} factors ‖∂hⱼ/∂hⱼ₋₁‖</source>
   <translation>‖Π‖ ≤ {factors} = {whole}, 인수 ‖∂hⱼ/∂hⱼ₋₁‖ {n}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/back_lines.py" />
   <source>‖Π‖ ≤ {factors}, one factor ‖∂hⱼ/∂hⱼ₋₁‖</source>
   <translation>‖Π‖ ≤ {factors}, 인수 ‖∂hⱼ/∂hⱼ₋₁‖ 1개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>Equations</source>
   <translation>수식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>Numbers of one unit, of whole vectors, or the terms of the gradient of a matrix</source>
   <translation>유닛 하나의 값, 벡터 전체의 값, 또는 행렬 기울기의 항</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>One step of the cell, equation by equation, with the numbers of one unit at the cursor: what went in, how far the gates are open, what is kept. In the backward phase also the gradient that reaches the unit. Or the sum of back-propagation through time: what each step adds to ∂L/∂W.</source>
   <translation>셀의 한 시점을 수식마다 커서 시점 유닛 하나의 숫자로 보여 줍니다: 무엇이 들어오고, 게이트가 얼마나 열리고, 무엇이 남는지. 역전파 단계에서는 유닛에 닿는 기울기도 보여 줍니다. 또는 시간 역전파(BPTT)의 합: 각 시점이 ∂L/∂W에 더하는 몫입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>The cell's equations appear here with the first pass of a recurrent model.</source>
   <translation>순환 모델의 첫 패스와 함께 셀의 수식이 여기에 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>The layer whose equations are shown</source>
   <translation>수식을 보여 주는 층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>equations</source>
   <translation>수식</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>half-life of the memory</source>
   <translation>기억의 반감기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>of ℓ at {t}</source>
   <translation>t = {t}의 ℓ 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>t = {t}, {cell}</source>
   <translation>t = {t}, {cell}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>t = {t}, {scope}, {cell}</source>
   <translation>t = {t}, {scope}, {cell}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>t = {t}, {scope}: back through time</source>
   <translation>t = {t}, {scope}: 시간 역전파</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>vectors</source>
   <translation>벡터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>{names}: in the backward phase</source>
   <translation>{names}: 역전파 단계에서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/dock.py" />
   <source>∂L/∂{weight}</source>
   <translation>∂L/∂{weight}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/filled_equation.py" />
   <source>context</source>
   <translation>문맥</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/handed_on.py" />
   <source>handed on</source>
   <translation>위로 넘김</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/operated_line.py" />
   <source>, clamped: </source>
   <translation>, 고정: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/operated_line.py" />
   <source>, multiplied by {value}: </source>
   <translation>, {value}배: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/operated_line.py" />
   <source>, operated on: </source>
   <translation>, 조작됨: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/operated_line.py" />
   <source>, silenced: </source>
   <translation>, 끔: </translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>along Σ</source>
   <translation>Σ 방향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>step {k}: a term of norm {norm} {unit}, {along} of it along the sum</source>
   <translation>시점 {k}: 노름 {norm} {unit}인 항, 그중 {along}이(가) 합의 방향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>the other steps together: {along} {unit} along the sum</source>
   <translation>나머지 시점을 합쳐 합의 방향으로 {along} {unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>{n} more</source>
   <translation>외 {n}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>Σ = {sum}, residual {residual}</source>
   <translation>Σ = {sum}, 잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>Σ = {sum}, ‖∂L/∂W‖ = {whole}, residual {residual}</source>
   <translation>Σ = {sum}, ‖∂L/∂W‖ = {whole}, 잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/equations/terms_sheet.py" />
   <source>‖term‖</source>
   <translation>‖항‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>One more curve: the gradient of the input, of the whole batch, or as clipping would scale it</source>
   <translation>곡선 하나 더: 입력의 기울기, 배치 전체의 기울기, 또는 클리핑 계수를 곱한 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>after clipping</source>
   <translation>클리핑 후</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>after clipping: no update yet</source>
   <translation>클리핑 후: 아직 갱신 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>after clipping: update {update} was skipped, its gradient is not finite</source>
   <translation>클리핑 후: 갱신 {update}은(는) 기울기가 유한하지 않아 건너뜀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>also: {curve}</source>
   <translation>추가: {curve}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>batch</source>
   <translation>배치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>batch ∂L/∂h {value}</source>
   <translation>배치 ∂L/∂h {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>clipped × {coefficient}: ∂L/∂h {value}</source>
   <translation>클리핑 × {coefficient}: ∂L/∂h {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>not clipped: ∂L/∂h {value}</source>
   <translation>클리핑 안 함: ∂L/∂h {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>{label}: not in this trace</source>
   <translation>{label}: 이 트레이스에 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>‖∂L/∂h‖ after clipping</source>
   <translation>클리핑 후 ‖∂L/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>‖∂L/∂h‖ of the batch</source>
   <translation>배치의 ‖∂L/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>‖∂L/∂h‖ of the example shown, times the clip coefficient ‖g after‖ / ‖g before‖ of the newest update, in units of the loss per unit of h. Clipping acts on the gradient g of the parameters, never on this one: the curve only shows what the coefficient would do.</source>
   <translation>보이는 예제의 ‖∂L/∂h‖에 최신 갱신의 클리핑 계수 ‖클리핑 후 g‖ / ‖클리핑 전 g‖를 곱한 값입니다. 단위는 h 한 단위당 손실입니다. 클리핑은 파라미터의 기울기 g에만 작용하고 이 기울기에는 작용하지 않습니다. 이 곡선은 계수의 효과만 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>‖∂L/∂h‖ of the newest batch (before the first update: of the coming one): of its mean loss, over all examples and units together, in units of the loss per unit of h. Drawn as far as the example shown goes.</source>
   <translation>최신 배치(첫 갱신 전에는 다음 배치)의 ‖∂L/∂h‖: 배치 평균 손실의 기울기를 모든 예제와 유닛에 걸쳐 합친 노름입니다. 단위는 h 한 단위당 손실이며, 보이는 예제의 길이까지만 그립니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/extra_gradient.py" />
   <source>‖∂L/∂x‖: how strongly the loss depends on what the first layer reads at each step, in units of the loss per unit of x.</source>
   <translation>‖∂L/∂x‖: 첫 층이 시점마다 읽는 입력에 손실이 얼마나 민감한지 보여 줍니다. 단위는 x 한 단위당 손실입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>No gradients in this trace: they come with the backward pass.</source>
   <translation>이 트레이스에는 기울기가 없습니다. 역전파와 함께 생깁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>Truncation cuts a state that is handed on from step to step, and this model has none.</source>
   <translation>절단은 시점에서 시점으로 이어지는 상태를 자르는 것인데, 이 모델에는 그런 상태가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>Truncation is shown for a stack of layers; an encoder-decoder is not cut.</source>
   <translation>절단은 층을 쌓은 모델에서만 보여 줍니다. 인코더–디코더는 끊지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>Window K: what cutting the pass before steps K, 2K, … would do; the training stays as it is</source>
   <translation>창 K: 패스를 시점 K, 2K, … 앞에서 끊으면 어떻게 되는지 보여 줍니다. 학습은 그대로입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>full</source>
   <translation>전체</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>kept</source>
   <translation>남음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>lost</source>
   <translation>잃음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>of all losses, through the whole pass</source>
   <translation>패스 전체를 거친 모든 손실의 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>of the losses behind the next cut: it never arrives</source>
   <translation>다음 절단 뒤에 있는 손실의 기울기: 끝내 닿지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>of the losses of the same piece</source>
   <translation>같은 조각에 있는 손실의 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>truncated ∂L/∂{symbol}</source>
   <translation>절단한 ∂L/∂{symbol}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/cut.py" />
   <source>‖∂L/∂{symbol}ₖ‖ with the pass cut every K steps</source>
   <translation>패스를 K시점마다 끊은 ‖∂L/∂{symbol}ₖ‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>Gradient flow</source>
   <translation>기울기 흐름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>The flow of gradients appears here with the first trace: press Play.</source>
   <translation>첫 트레이스가 오면 기울기 흐름이 여기에 나타납니다. 재생을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>The state whose gradient is drawn: layer, and h or c</source>
   <translation>기울기를 그릴 상태: 층, 그리고 h 또는 c</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>This model has no recurrent state: there is no flow through time.</source>
   <translation>이 모델에는 순환 상태가 없어 시간을 거스르는 흐름이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>What is drawn of the gradient's flow</source>
   <translation>기울기 흐름에서 무엇을 그릴지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>What is under the mouse; gradients and their parts in {unit}</source>
   <translation>마우스 아래의 값. 기울기와 그 부분의 단위: {unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>Where gradients go, loss by loss: which loss reaches which step, which lags make ∂L/∂W while long paths may be dead, and what truncated BPTT would cut off. Click a row to follow its loss, a column to see who reaches that step.</source>
   <translation>기울기가 손실마다 어디로 가는지 보여 줍니다: 어느 손실이 어느 시점에 닿는지, 긴 경로가 죽어 있어도 ∂L/∂W를 만드는 것이 어느 시차인지, 절단 BPTT가 무엇을 잘라 낼지. 행을 클릭하면 그 손실을 따라가고, 열을 클릭하면 그 시점에 닿는 손실을 봅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>loss by time</source>
   <translation>손실 × 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>parts of ∂L/∂W</source>
   <translation>∂L/∂W의 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/dock.py" />
   <source>truncation</source>
   <translation>절단</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/grid.py" />
   <source>loss t ↓</source>
   <translation>손실 t ↓</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/grid.py" />
   <source>step k →</source>
   <translation>시점 k →</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>16 decades</source>
   <translation>16자릿수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>60 decades</source>
   <translation>60자릿수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>8 decades</source>
   <translation>8자릿수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>How far down from the largest value the colours go</source>
   <translation>색이 가장 큰 값에서 어디까지 내려가는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>all</source>
   <translation>전부</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>log₁₀ ‖∂Lₜ/∂{symbol}ₖ‖ of every loss t at every step k</source>
   <translation>모든 손실 t가 모든 시점 k에 미치는 log₁₀ ‖∂Lₜ/∂{symbol}ₖ‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>norm of the whole gradient, by step k</source>
   <translation>시점 k별 전체 기울기의 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>sum of the norms over all losses t (below) and over all steps k (right). Below it is an upper bound of the norm of the sum, which opposite gradients make smaller</source>
   <translation>노름의 합: 아래는 모든 손실 t, 오른쪽은 모든 시점 k에 대한 합. 아래의 합은 합의 노름의 상한이며, 방향이 반대인 기울기가 있으면 합의 노름은 더 작아집니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>the chosen loss; click a row</source>
   <translation>고른 손실. 행을 클릭하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/matrix.py" />
   <source>who reaches the step at the cursor, by loss t (right); click a column</source>
   <translation>커서의 시점에 닿는 손실, 손실 t별(오른쪽). 열을 클릭하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/page.py" />
   <source>The numbers of this drawing are being computed: they come with the next trace, by themselves.</source>
   <translation>이 그림의 수를 계산하는 중입니다. 다음 트레이스와 함께 저절로 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/page.py" />
   <source>What is under the mouse</source>
   <translation>마우스 아래의 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>Apart by lag only up to {most} steps, this pass has {steps}: choose “by step”.</source>
   <translation>시차별 나누기는 {most}시점까지만 됩니다. 이 패스는 {steps}시점입니다. “시점별”을 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>Apart by the lag t − k between a loss and the step where it acts, or by that step and gate</source>
   <translation>손실과 그 손실이 작용하는 시점 사이의 시차 t − k별로, 또는 그 시점과 게이트별로 나눕니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>No weights lead from step to step here: there is no ∂L/∂W that its steps would add up to.</source>
   <translation>여기에는 시점에서 시점으로 이어지는 가중치가 없어, 시점별 몫을 더해 이룰 ∂L/∂W가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>The matrix whose gradient is taken apart</source>
   <translation>기울기를 나누어 볼 행렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>by lag</source>
   <translation>시차별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>by step</source>
   <translation>시점별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>how far one loss reaches: the path that a healthy ∂L/∂W can hide</source>
   <translation>손실 하나가 닿는 거리: 건강해 보이는 ∂L/∂W가 가릴 수 있는 경로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>lag {lag}: {part}</source>
   <translation>시차 {lag}: {part}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>part of each lag</source>
   <translation>시차별 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>parts of ∂L/∂{symbol} by lag k − t</source>
   <translation>시차 k − t별 ∂L/∂{symbol}의 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>parts of ∂L/∂{symbol} by lag t − k</source>
   <translation>시차 t − k별 ∂L/∂{symbol}의 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>parts of ∂L/∂{symbol} by step k</source>
   <translation>시점 k별 ∂L/∂{symbol}의 몫</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>running share</source>
   <translation>누적 비율</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/parts.py" />
   <source>≤ {lag}: {share}</source>
   <translation>≤ {lag}: {share}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>As vectors kept + lost = full; their lengths need not add up.</source>
   <translation>벡터로는 남음 + 잃음 = 전체이지만, 길이의 합은 맞지 않을 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>Cut every {window} steps:</source>
   <translation>{window}시점마다 끊음:</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>Cut every {window} steps: the pass is no longer than that, nothing is lost.</source>
   <translation>{window}시점마다 끊음: 패스가 그보다 길지 않아 잃는 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>Nothing of the loss of step {t} arrives here: its gradient is exactly 0.</source>
   <translation>시점 {t}의 손실은 여기에 전혀 닿지 않습니다. 기울기가 정확히 0입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>Reach of every loss, in steps: {steps} at most.</source>
   <translation>손실 하나가 닿는 거리는 최대 {steps}시점입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>Sum of rows = ∂L/∂{symbol} to {residual}.</source>
   <translation>행의 합 = ∂L/∂{symbol}, 오차 {residual}.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The bars sum to ‖∂L/∂{symbol}‖ = {norm}; one below zero pulls against the rest.</source>
   <translation>막대의 합은 ‖∂L/∂{symbol}‖ = {norm}입니다. 0보다 작은 막대는 나머지와 반대로 당깁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} back.</source>
   <translation>시점 {t} 손실의 기울기는 {steps}시점 거슬러 간 시점 {step}에서 10분의 1로 줄어듭니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} before the encoder's end.</source>
   <translation>시점 {t} 손실의 기울기는 인코더 끝에서 {steps}시점 앞인 시점 {step}에서 10분의 1로 줄어듭니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} on.</source>
   <translation>시점 {t}의 손실의 기울기는 {steps}시점 뒤인 시점 {step}에서 10분의 1로 줄었습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The gradient of the loss of step {t} is 0 or not finite where it enters.</source>
   <translation>시점 {t} 손실의 기울기가 들어오는 곳에서 0이거나 유한하지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The loss of step {t} keeps more than a tenth of its gradient back to step {first}.</source>
   <translation>시점 {t}의 손실은 시점 {first}까지 기울기의 10분의 1 넘게 유지합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The loss of step {t} keeps more than a tenth of its gradient on to step {last}.</source>
   <translation>시점 {t}의 손실은 시점 {last}까지 기울기의 10분의 1 넘게 유지합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>The pass has {steps} steps: a row sums {stride} losses, a column stands for {stride} steps.</source>
   <translation>패스가 {steps}시점이라 행 하나는 손실 {stride}개의 합이고, 열 하나는 {stride}시점을 대표합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>at the median step the lost part has {share} of the length of the full gradient.</source>
   <translation>중앙값 시점에서 잃은 부분의 길이는 전체 기울기의 {share}입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>no step has a gradient that could be lost.</source>
   <translation>잃을 기울기가 있는 시점이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>tenfold smaller after {steps}</source>
   <translation>{steps}시점 뒤 10분의 1</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>‖∂L/∂{symbol}‖ = {norm}: 90 % of it comes from lags ≤ {lag}, although the pass has {steps} steps.</source>
   <translation>‖∂L/∂{symbol}‖ = {norm}: 패스는 {steps}시점이지만 그중 90 %가 시차 ≤ {lag}에서 옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>‖∂L/∂{symbol}‖ = {norm}: 90 % of it comes from lags ≤ {lag}; the pass has {steps} steps.</source>
   <translation>‖∂L/∂{symbol}‖ = {norm}: 그중 90 %가 시차 ≤ {lag}에서 옵니다. 패스는 {steps}시점입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>‖∂L/∂{symbol}‖ = {norm}: 90 % of it comes from within {lag} steps of a loss, on either side; the pass has {steps} steps.</source>
   <translation>‖∂L/∂{symbol}‖ = {norm}: 그중 90 %가 손실의 앞뒤 {lag}시점 안에서 옵니다. 패스는 {steps}시점입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/flow/words.py" />
   <source>∂L/∂{symbol} is 0 or not finite: it has no parts.</source>
   <translation>∂L/∂{symbol} 값이 0이거나 유한하지 않아 나눌 몫이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/dock.py" />
   <source>Open a preset that fills this view</source>
   <translation>이 뷰를 채울 프리셋 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/preset.py" />
   <source>Open “{title}”</source>
   <translation>“{title}” 열기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Clamp the {what} to {value} {when}</source>
   <translation>{what} 고정: {value} ({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Cut the gradient before step {t}</source>
   <translation>시점 {t} 앞에서 기울기 끊기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Cut the gradient of {layer} alone before step {t}</source>
   <translation>시점 {t} 앞에서 {layer}의 기울기만 끊기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Halve the {what} {when}</source>
   <translation>{what} 절반으로({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Hide “{word}” at step {place} from {layer} {when}</source>
   <translation>시점 {place}의 “{word}” 기호를 {layer}에게 숨기기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Hide “{word}” from the decoder {when}</source>
   <translation>디코더에게 “{word}” 숨기기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Hold the {what} at {value} {when}</source>
   <translation>{what} 현재 값 {value} 유지({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Read another symbol than “{token}” at step {t}…</source>
   <translation>시점 {t}에서 “{token}” 대신 다른 기호 읽기…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Read zeros at step {t}</source>
   <translation>시점 {t}에서 0 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Silence every head of {layer} {when}</source>
   <translation>{layer}의 모든 헤드 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Silence every unit of {layer} {when}</source>
   <translation>{layer}의 모든 유닛 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Silence head {head} of {layer} {when}</source>
   <translation>{layer}의 헤드 {head} 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Silence unit {unit} of {layer} {when}</source>
   <translation>{layer}의 유닛 {unit} 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/surgery.py" />
   <source>Silence what the decoder's attention finds {when}</source>
   <translation>디코더의 어텐션이 찾은 것 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>Draw the operated pass, or its difference from the untouched one</source>
   <translation>조작한 패스를 그리거나, 손대지 않은 패스와의 차이를 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>operated</source>
   <translation>조작한 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>operated − untouched</source>
   <translation>조작 − 원래</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>unit {unit} of {layer} at step {t} “{token}”: {symbol} = {value} (no unit)</source>
   <translation>{layer}의 유닛 {unit}, 시점 {t} “{token}”: {symbol} = {value} (단위 없음)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>{what}, operated − untouched (−{limit} blue · 0 paper · +{limit} orange, fitted)</source>
   <translation>{what}, 조작 − 원래 (−{limit} 파랑 · 0 바탕 · +{limit} 주황, 맞춤)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/frames/unit_track.py" />
   <source>Δ {what}, ±{limit}</source>
   <translation>Δ {what}, ±{limit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>A transformer's block has no gates: attention decides what each step takes from the others.</source>
   <translation>트랜스포머 블록에는 게이트가 없습니다. 각 시점이 다른 시점에서 무엇을 가져올지는 어텐션이 정합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>Gates</source>
   <translation>게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>No gates in this trace.</source>
   <translation>이 트레이스에는 게이트가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>The {cell} has no gates; choose LSTM or GRU.</source>
   <translation>{cell}: 게이트가 없습니다. LSTM이나 GRU를 고르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>What is drawn of the gates: their mean, one unit, or every unit</source>
   <translation>게이트를 그리는 방법: 평균, 유닛 하나, 또는 모든 유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>What the cell lets in, keeps and gives out at each step: 0 is shut, 1 is open; a candidate, what would be written, runs from −1 to 1.</source>
   <translation>셀이 시점마다 받아들이고, 지키고, 내보내는 정도: 0은 닫힘, 1은 열림입니다. 써 넣을 값인 후보는 −1에서 1까지입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>every unit: {gate}</source>
   <translation>모든 유닛: {gate}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gate</source>
   <translation>게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gates</source>
   <translation>게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gates of unit {unit} of {layer}</source>
   <translation>{layer} 유닛 {unit}의 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gates, mean and 10–90 % band</source>
   <translation>게이트, 평균과 10–90 % 띠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gates, mean over {count} units with 10–90 % band</source>
   <translation>게이트, 유닛 {count}개의 평균과 10–90 % 띠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>gates, unit {unit}</source>
   <translation>게이트, 유닛 {unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>mean and band</source>
   <translation>평균과 띠</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>{gate} {symbol} ({count} units, 0 paper · 1 blue, fixed)</source>
   <translation>{gate} {symbol} (유닛 {count}개, 0 바탕 · 1 파랑, 고정)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>{gate} {symbol} ({count} units, −1 blue · 0 paper · +1 orange, fixed)</source>
   <translation>{gate} {symbol} (유닛 {count}개, −1 파랑 · 0 바탕 · +1 주황, 고정)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gates.py" />
   <source>{gate} {symbol}, {low} to 1, fixed</source>
   <translation>{gate} {symbol}, {low}에서 1까지, 고정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>20/s</source>
   <translation>초당 20개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>5/s</source>
   <translation>초당 5개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Asking what this model can write…</source>
   <translation>이 모델이 무엇을 쓸 수 있는지 묻는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Copy the text</source>
   <translation>텍스트 복사</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Generation</source>
   <translation>생성</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>How many symbols a second are written</source>
   <translation>1초에 쓰는 기호의 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Let the model write, with the weights as they are now</source>
   <translation>지금의 가중치로 모델이 쓰게 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Nothing is written yet.</source>
   <translation>아직 쓴 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Show the text in the tracks</source>
   <translation>텍스트를 트랙에 보여 주기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Show the text in the tracks as it grows, with its states, gradients and attention; off: the example</source>
   <translation>늘어나는 텍스트를 상태·기울기·어텐션과 함께 트랙에 보여 줍니다. 끄면 예제를 보여 줍니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>What the model writes after your prompt, one symbol at a time: each is a step of the pass that the tracks show while it grows, attention included. The darker a symbol, the less the model expected it; under the text stand the likeliest symbols of that step. Below: what it wrote as training went on, from the same prompt.</source>
   <translation>프롬프트에 이어 모델이 한 기호씩 쓰는 텍스트. 기호 하나하나가 트랙에 보이는, 늘어나는 패스의 한 시점이 됩니다(어텐션 포함). 색이 진할수록 모델이 예상하지 못한 기호이고, 텍스트 아래에는 그 시점에서 확률이 가장 높은 기호들이 있습니다. 맨 아래에는 학습이 진행되는 동안 같은 프롬프트에서 쓴 텍스트가 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>What the written symbols are coloured by: −ln p of each, or the entropy it was chosen at</source>
   <translation>쓴 기호의 색: 기호마다의 −ln p, 또는 고를 때의 엔트로피</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Write</source>
   <translation>쓰기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>Write again with another seed</source>
   <translation>다른 시드로 다시 쓰기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>at once</source>
   <translation>한 번에</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>surprise</source>
   <translation>놀라움</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>tracks</source>
   <translation>트랙</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/dock.py" />
   <source>uncertainty</source>
   <translation>불확실성</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/fields.py" />
   <source>beam search</source>
   <translation>빔 서치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/fields.py" />
   <source>greedy</source>
   <translation>탐욕</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/fields.py" />
   <source>sampling</source>
   <translation>샘플링</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/fields.py" />
   <source>{label}. {help}</source>
   <translation>{label}. {help}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Mean −ln p of what was written, in nats a symbol</source>
   <translation>쓴 텍스트의 평균 −ln p, 기호당 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>The beam's {count} likeliest texts</source>
   <translation>빔에서 확률이 가장 높은 텍스트 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Train: it writes at updates 1, 2, 4, 8, 16, 32, 64, 96 …</source>
   <translation>학습하면 갱신 1, 2, 4, 8, 16, 32, 64, 96 …에서 씁니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Updates before it was written; a click goes there</source>
   <translation>쓰기 전까지의 갱신 수. 클릭하면 그곳으로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>What was written</source>
   <translation>쓴 텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Whether its end token has come</source>
   <translation>끝 토큰이 나왔는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Which texts are listed</source>
   <translation>어떤 텍스트를 나열할지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>Written through training; a click goes there</source>
   <translation>학습하며 쓴 글: 누르면 그때로 이동</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>at update {update}, −ln p {loss} nats a symbol, from “{prompt}”: {text}</source>
   <translation>갱신 {update}번 뒤, 기호당 −ln p {loss} 내트, “{prompt}”에서: {text}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>ended</source>
   <translation>끝남</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>grows</source>
   <translation>진행 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>ln p of the whole text</source>
   <translation>텍스트 전체의 ln p</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>texts of the beam</source>
   <translation>빔의 텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>through training</source>
   <translation>학습 과정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/listing.py" />
   <source>update</source>
   <translation>갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/prompt_field.py" />
   <source>What the model goes on from, or translates. Return writes, Shift+Return begins a new line</source>
   <translation>모델이 이어 쓰거나 번역할 글. Return은 쓰기, Shift+Return은 줄바꿈입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>The symbol under the mouse, else the newest</source>
   <translation>마우스 아래의 기호, 없으면 가장 새 기호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>a symbol of the prompt</source>
   <translation>프롬프트의 기호</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>at update {update}</source>
   <translation>갱신 {update}회 뒤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>drawn with {q} among {count}</source>
   <translation>{count}개 가운데 확률 {q}(으)로 뽑힘</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>entropy at each symbol</source>
   <translation>기호마다의 엔트로피</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>entropy {entropy} nats</source>
   <translation>엔트로피 {entropy} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>rank {rank}</source>
   <translation>{rank}위</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>symbol {place} of {count}</source>
   <translation>기호 {place}/{count}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>type, then Write</source>
   <translation>입력하고 쓰기를 누르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>{what}, 0 paper · {limit} nats blue (uniform)</source>
   <translation>{what}, 0 바탕색 · {limit} 내트 파랑(균등 분포)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/generation/symbols.py" />
   <source>−ln p of each symbol</source>
   <translation>기호마다의 −ln p</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>Gradient norms</source>
   <translation>기울기 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>How strongly the loss L depends on the state at each step, and how far back the loss of one step ℓ reaches. Click a step to follow its loss. The sentence is fitted to that reach: the total also holds every step's own loss, and looks healthy when long paths have died. ▽: exactly zero; ×: not finite.</source>
   <translation>손실 L이 시점마다 상태에 얼마나 민감한지, 그리고 한 시점의 손실 ℓ이 얼마나 멀리 거슬러 닿는지 보여 줍니다. 시점을 클릭하면 그 손실을 따라갑니다. 문장은 그 도달 거리에 맞춘 것입니다. 합계에는 시점마다의 손실이 함께 들어 있어 긴 경로가 죽어도 건강해 보입니다. ▽: 정확히 0, ×: 유한하지 않음.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>The layer that is drawn</source>
   <translation>그리는 층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>gradient norm</source>
   <translation>기울기 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>reaches its own output alone</source>
   <translation>자기 출력에만 닿음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>step {t}</source>
   <translation>시점 {t}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/gradient_norms.py" />
   <source>the top block: a step's state reaches its own output alone</source>
   <translation>맨 위 블록: 한 시점의 상태는 자기 출력에만 닿습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>Each update that is seen adds a column here: press Train or Next update.</source>
   <translation>갱신을 볼 때마다 열이 하나씩 늘어납니다. 학습이나 다음 갱신을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>Go to update {update}, step {t}</source>
   <translation>갱신 {update}, 시점 {t}(으)로 가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>History</source>
   <translation>학습 이력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>No recurrent layer in this trace: nothing to draw.</source>
   <translation>이 트레이스에는 순환층이 없어 그릴 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>What is drawn at each update and step</source>
   <translation>갱신과 시점마다 그리는 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>What is under the mouse, else at the cursor</source>
   <translation>마우스 아래의 값, 없으면 커서의 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>What training has changed along the pass: updates from left to right, true to scale, and the steps of time downward, coloured by how far a loss reaches back, the gradient's norm, the loss, or one unit's state. Each trace that was seen reaches halfway to its neighbours. A click goes to that update and step.</source>
   <translation>학습이 시간축을 따라 무엇을 바꾸었는지 보여 줍니다. 가로는 갱신(실제 간격대로), 세로는 위에서 아래로 시점이며, 색은 손실 하나가 거슬러 닿는 정도, 기울기 노름, 손실, 또는 유닛 하나의 상태입니다. 본 트레이스는 저마다 이웃과의 중간까지 칠합니다. 클릭하면 그 갱신과 시점으로 갑니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>norm ‖∂L/∂h‖</source>
   <translation>노름 ‖∂L/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>reach</source>
   <translation>도달</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>reach ‖∂ℓ/∂h‖</source>
   <translation>도달 범위 ‖∂ℓ/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>unit's c</source>
   <translation>유닛의 c</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>unit's h</source>
   <translation>유닛의 h</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>update {update}, t {t}{token}: {value}</source>
   <translation>갱신 {update}, t {t}{token}: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>{layer}: gradient norm ‖∂L/∂h‖ by update and step</source>
   <translation>{layer}: 갱신과 시점별 기울기 노름 ‖∂L/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>{layer}: reach ‖∂ℓ/∂h‖ of one loss by update and step</source>
   <translation>{layer}: 갱신과 시점별 손실 하나의 도달 범위 ‖∂ℓ/∂h‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>{layer}: {unit} by update and step, −{limit} blue · 0 paper · +{limit} orange, fitted</source>
   <translation>{layer}: 갱신과 시점별 {unit}, −{limit} 파랑 · 0 바탕색 · +{limit} 주황, 자동 맞춤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>{layer}: {unit} by update and step, −{limit} blue · 0 paper · +{limit} orange, fixed</source>
   <translation>{layer}: 갱신과 시점별 {unit}, −{limit} 파랑 · 0 바탕색 · +{limit} 주황, 고정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>{unit}, ±{limit}</source>
   <translation>{unit}, ±{limit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>ℓₜ/N by update: what each of N steps adds to L; 0 paper to {limit}, fitted</source>
   <translation>갱신별 ℓₜ/N: N개 시점이 각각 L에 더하는 양, 0(바탕)–{limit}, 맞춤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/dock.py" />
   <source>ℓₜ/N, 0 to {limit}</source>
   <translation>ℓₜ/N, 0–{limit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/map.py" />
   <source>update →</source>
   <translation>갱신 →</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/history/map.py" />
   <source>← step t</source>
   <translation>← 시점 t</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>; the model has learnt on since</source>
   <translation>; 모델은 그 뒤로 더 학습했습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>A hunt is under way.</source>
   <translation>유닛 찾기가 진행 중입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>A unit that tells something need not be used for it: Lesion silences it.</source>
   <translation>무언가를 알려 주는 유닛이라도 모델이 그것을 쓰는지는 모릅니다. 제거를 누르면 그 유닛을 침묵시켜 봅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Hunt</source>
   <translation>찾기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Hunt with the weights as they are now</source>
   <translation>지금 가중치로 찾기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Lesion</source>
   <translation>제거</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>No unit is chosen: hunt, then click one of the rows.</source>
   <translation>고른 유닛이 없습니다. 찾기를 한 다음 행을 클릭하세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Press Hunt: every unit of every layer is scored against quotes, brackets, columns, indentation and words of the text that the task holds out. The longer the model has learnt, the more there is to find.</source>
   <translation>찾기를 누르면 모든 층의 모든 유닛을 과제가 따로 떼어 둔 텍스트의 따옴표, 괄호, 열 위치, 들여쓰기, 단어에 대해 채점합니다. 모델이 오래 학습했을수록 찾을 것이 많습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Score every unit with the weights as they are now</source>
   <translation>지금 가중치로 모든 유닛을 채점합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Silence the chosen row's unit: is it missed there?</source>
   <translation>고른 행의 유닛을 침묵시킵니다. 그 자리에서 아쉬워질까요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Silence the chosen unit</source>
   <translation>고른 유닛 침묵시키기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>The label that units are ranked by</source>
   <translation>유닛의 순위를 매길 레이블</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>The model has yet to read.</source>
   <translation>모델이 아직 읽지 않았습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>This task reads numbers, no text: a character model such as python-lstm can be hunted in.</source>
   <translation>이 과제는 텍스트가 아니라 숫자를 읽습니다. python-lstm 같은 문자 모델에서 찾을 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>This task reads whole words, no text of characters: a character model such as python-lstm can be hunted in.</source>
   <translation>이 과제는 글자로 된 텍스트가 아니라 단어를 통째로 읽습니다. python-lstm 같은 문자 모델에서 찾을 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Unit hunt</source>
   <translation>유닛 찾기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>What a lesion holds the unit at: its mean over the text, which tells nothing of the step, or 0</source>
   <translation>제거할 때 유닛을 묶어 둘 값: 시점에 대해 아무것도 알려 주지 않는 텍스트 전체의 평균, 또는 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>What of each unit is scored: its state or a gate</source>
   <translation>각 유닛에서 채점할 것: 상태 또는 게이트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>Which single unit tells what: each scored on held-out text against labels such as “inside quotes”, beside the same labels shifted round. A click colours the text by the unit; a lesion shows whether it is missed there.</source>
   <translation>어느 유닛 하나가 무엇을 알려 주는가: 따로 떼어 둔 텍스트에서 “따옴표 안” 같은 레이블에 대해, 같은 레이블을 밀어 놓은 것과 나란히 채점합니다. 클릭하면 텍스트를 그 유닛으로 칠하고, 제거는 그 유닛이 정말 필요한지 보여 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>each label</source>
   <translation>레이블마다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>hunting</source>
   <translation>찾는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>lesion: 0</source>
   <translation>제거: 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>lesion: mean</source>
   <translation>제거: 평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>silencing the unit</source>
   <translation>유닛을 침묵시키는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>there alone</source>
   <translation>그곳에서만</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>unit hunt</source>
   <translation>유닛 찾기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/dock.py" />
   <source>{count} units over {characters} characters, {after}</source>
   <translation>문자 {characters}개에 걸친 유닛 {count}개, {after}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>Held at {value}, unit {unit} is missed at “{label}” no more than elsewhere: the loss rises by {there} nats there, by {elsewhere} elsewhere.</source>
   <translation>유닛 {unit}은(는) “{label}”에서 다른 곳보다 더 쓰이지 않습니다. {value}에 묶으면 손실이 그곳에서 {there} 내트, 다른 곳에서 {elsewhere} 내트 오릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>Held at {value}, unit {unit} is missed there alone: the loss rises by {there} nats at “{label}”, not elsewhere ({elsewhere}).</source>
   <translation>유닛 {unit}을(를) {value}에 고정하면 그곳에만 영향이 있습니다. 손실이 “{label}”에서 {there} 내트 오르고 다른 곳에서는 오르지 않습니다({elsewhere}).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>Held at {value}, unit {unit} is missed: the loss rises by {there} nats at “{label}”, by {elsewhere} elsewhere: {ratio} times as much.</source>
   <translation>유닛 {unit}을(를) {value}에 고정하면 영향이 있습니다. 손실이 “{label}”에서 {there} 내트, 다른 곳에서 {elsewhere} 내트 올라 {ratio}배입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>Held at {value}, unit {unit} is not missed: the loss changes by {there} nats at “{label}”, by {elsewhere} elsewhere.</source>
   <translation>유닛 {unit}을(를) {value}에 고정해도 영향이 없습니다. 손실이 “{label}”에서 {there} 내트, 다른 곳에서 {elsewhere} 내트 달라집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>No unit tells “{label}” well: the best is unit {unit} of {layer} with {measure} {told}, more than chance ({chance} with shifted labels), but many units share the work.</source>
   <translation>“{label}”을(를) 잘 알려 주는 유닛은 없습니다. 가장 나은 것은 {layer}의 유닛 {unit}(으)로, {measure} {told}입니다. 우연(민 레이블로 {chance})보다는 낫지만 여러 유닛이 일을 나눕니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>No unit tells “{label}”: the best has {measure} {told}, no more than shifted labels give ({chance}).</source>
   <translation>“{label}”을(를) 알려 주는 유닛은 없습니다. 가장 나은 것이 {measure} {told}로, 민 레이블이 주는 값({chance})과 다르지 않습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>Unit {unit} of {layer} tells “{label}”: {measure} {told}; with shifted labels {shuffled}, the best of all {units} units {chance} (p {p}, corrected).</source>
   <translation>{layer}의 유닛 {unit}이(가) “{label}”을(를) 알려 줍니다. {measure} {told}; 민 레이블로는 {shuffled}, 유닛 {units}개 중 최고가 {chance}(보정한 p {p}).</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>{label} above its median</source>
   <translation>중앙값보다 큰 {label}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/scored.py" />
   <source>{label}: unit {unit} of {layer}, {measure} {told}; with shifted labels {shuffled}, p {p} (corrected)</source>
   <translation>{label}: {layer} 유닛 {unit}, {measure} {told}. 민 레이블로는 {shuffled}, p {p}(보정)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>AUC or r²</source>
   <translation>AUC 또는 r²</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>How many times as much the loss rises there as elsewhere when the unit is silenced</source>
   <translation>유닛을 침묵시키면 손실이 그곳에서 다른 곳의 몇 배로 오르는가</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>How often shifted labels give any unit that is as good: corrected for the number of units</source>
   <translation>민 레이블에서도 이만큼 나은 유닛이 나오는 비율: 유닛 수에 맞춰 보정</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>How well the unit alone tells it: AUC from ½ to 1, or r² from 0 to 1; the mark is the best of all units on shifted labels</source>
   <translation>유닛 혼자서 얼마나 잘 알려 주는가: ½에서 1까지의 AUC 또는 0에서 1까지의 r². 표시선은 민 레이블에서 모든 유닛 중 최고</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>The same with the labels shifted round by thousands of characters, the mean over 20 shifts</source>
   <translation>레이블을 수천 문자씩 돌려 민 뒤의 같은 값, 20번의 평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>The unit; ↓ where it falls when the label is set or larger</source>
   <translation>유닛. ↓는 레이블이 켜지거나 커질 때 내려간다는 뜻</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>What stands where in the text</source>
   <translation>텍스트의 어디에 무엇이 있는가</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>label</source>
   <translation>레이블</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>lesion</source>
   <translation>제거</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>shifted</source>
   <translation>민 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/hunt/table.py" />
   <source>unit</source>
   <translation>유닛</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>How wrong the output of each step is: −ln of the probability given to the right symbol (nats), or the squared error. The loss L that is learnt from is their mean over the steps that carry one.</source>
   <translation>시점마다 출력이 얼마나 틀렸는지: 정답 기호에 준 확률의 −ln(내트), 또는 제곱 오차. 학습에 쓰는 손실 L은 손실이 있는 시점들의 평균입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>Loss by step</source>
   <translation>시점별 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>No loss: the example has no step that carries one.</source>
   <translation>손실 없음: 이 예제에는 손실이 있는 시점이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>loss ({unit}), L = {loss}</source>
   <translation>손실 ({unit}), L = {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>loss ({unit}), at one step alone: L = {loss}</source>
   <translation>한 시점의 손실 ({unit}): L = {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>loss ℓₜ at each step ({unit}); mean over {count} steps: L = {loss}</source>
   <translation>시점별 손실 ℓₜ ({unit}), 시점 {count}개의 평균: L = {loss}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>no loss here</source>
   <translation>여기에는 손실 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/loss.py" />
   <source>ℓ {value} {unit}</source>
   <translation>ℓ {value} {unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>Counting the text…</source>
   <translation>텍스트를 세는 중…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>What counting says comes next: n-grams of 1 to 5 symbols of the text that is learnt from, with Kneser-Ney smoothing, beside the network's own probabilities at the cursor; and the bits a symbol that each needs on held-out text. The pass itself lies in the text that was counted: the held-out rows say who has really learnt.</source>
   <translation>빈도만 세면 다음에 무엇이 온다고 보는지: 훈련 텍스트에서 센 1~5글자 n-그램(Kneser-Ney 평활)을 커서 위치의 신경망 확률과 나란히 놓고, 검증 텍스트에서 기호마다 필요한 비트 수를 비교합니다. 보이는 패스는 세어 본 텍스트 안에 있으므로, 누가 정말 배웠는지는 검증 줄이 말해 줍니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>Whose likeliest symbols are listed</source>
   <translation>어느 모델의 유력한 기호를 나열할지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>after “{token}” at t = {t}, per cent</source>
   <translation>t = {t}의 “{token}” 다음, 퍼센트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>by network</source>
   <translation>신경망 순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>by {n}-gram</source>
   <translation>{n}-그램 순</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>counting</source>
   <translation>세는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>n-grams</source>
   <translation>n-그램</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/dock.py" />
   <source>n-grams are counted from a running text, and this task has none: {preset} fills this view.</source>
   <translation>n-그램은 이어지는 텍스트에서 세는데 이 과제에는 텍스트가 없습니다. {preset}을(를) 열면 이 뷰가 채워집니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>Probabilities of the next symbol in per cent, by n-grams and by the network</source>
   <translation>n-그램과 신경망이 매긴 다음 기호의 확률(퍼센트)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>bits</source>
   <translation>비트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>came next</source>
   <translation>실제로 왔습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>could have come</source>
   <translation>올 수 있었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>held out</source>
   <translation>검증</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>held-out perplexity, 2 to the power of those bits: among how many equal choices a model is in doubt</source>
   <translation>검증 퍼플렉시티, 2의 그 비트 제곱: 모델이 몇 개의 동등한 선택지를 두고 망설이는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>mean −log₂ p a symbol on the held-out text, every model seeing what the network has seen of it</source>
   <translation>검증 텍스트에서 기호당 평균 −log₂ p. 모든 모델이 신경망이 본 만큼만 봅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>net</source>
   <translation>망</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>next</source>
   <translation>다음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>the network, with its weights as they are</source>
   <translation>지금 가중치의 신경망</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>{n}-gram: sees {seen} symbols</source>
   <translation>{n}-그램: 앞의 기호 {seen}개를 봅니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/ngram/table.py" />
   <source>−log₂ p of the symbol that came after the cursor</source>
   <translation>커서 다음에 실제로 온 기호의 −log₂ p</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/colour_bar.py" />
   <source>0: paper</source>
   <translation>0: 바탕</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/colour_bar.py" />
   <source>Colours from {low} to {high}, fitted; what is smaller has the faintest, exactly 0 is paper.</source>
   <translation>색은 {low}부터 {high}까지, 자료에 맞춤. 더 작은 값은 가장 옅은 색, 정확히 0은 바탕색입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/colour_bar.py" />
   <source>Left of the mark float32 would be 0.</source>
   <translation>표시의 왼쪽에서는 float32가 0이 됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/float_limits.py" />
   <source>float32 would be 0 here</source>
   <translation>float32라면 여기서 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/float_limits.py" />
   <source>float32 would overflow here</source>
   <translation>float32라면 여기서 넘침</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/ghosts.py" />
   <source>Not computed for an operated pass: it follows from the cell's own steps, and these are clamped, scaled or cut. Switch the operations off to see it.</source>
   <translation>조작한 패스에서는 계산하지 않습니다. 셀 본래의 계산에서 나오는 값인데 지금은 그 계산이 고정되거나 곱해지거나 끊겨 있습니다. 보려면 조작을 끄세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/ghosts.py" />
   <source>Not in this trace; it comes with the next one.</source>
   <translation>이 트레이스에는 없습니다. 다음 트레이스와 함께 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/ghosts.py" />
   <source>untouched</source>
   <translation>원래</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/plots/ghosts.py" />
   <source>{value} (untouched {before})</source>
   <translation>{value} (원래 {before})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/told.py" />
   <source>flow</source>
   <translation>유량</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/told.py" />
   <source>× 10⁸ m³ a year</source>
   <translation>× 10⁸ m³/년</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>Draw the truth and the prediction, or the residual between them alone</source>
   <translation>참값과 예측값을 그리거나, 그 사이의 잔차만 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>No predictions of numbers in this trace.</source>
   <translation>이 기록에는 수의 예측이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>Predictions</source>
   <translation>예측</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>This model chooses among symbols: it predicts no numbers, but how likely each symbol is.</source>
   <translation>이 모델은 기호를 고릅니다. 수가 아니라 각 기호의 확률을 예측합니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>Where numbers are asked for: what is read (grey), what came (the truth), and what the model says at that step, in the units of the data. The strokes between them are the residual, truth less prediction: orange where the truth is above, blue where it is below. The steps that a window sees from the cursor are shaded.</source>
   <translation>수를 맞히는 과제에서 읽은 값(회색), 실제로 온 값(참값), 그 시점에 모델이 말한 값을 데이터의 단위로 보여 줍니다. 둘 사이의 선은 잔차(참값 − 예측값)이며, 참값이 위면 주황, 아래면 파랑입니다. 윈도 모델이 커서 시점의 예측에 쓰는 시점들은 음영으로 표시됩니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>Which of the numbers that are asked for</source>
   <translation>맞혀야 할 수 가운데 어느 것을 볼지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>none in this trace</source>
   <translation>이 기록에 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>prediction</source>
   <translation>예측값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>predictions</source>
   <translation>예측</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>read: {value}{unit} ({label})</source>
   <translation>입력: {value}{unit} ({label})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>residual alone</source>
   <translation>잔차만</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>seen by the window: {first} to {last}</source>
   <translation>윈도가 보는 구간: {first} – {last}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>step {t} → {label}</source>
   <translation>시점 {t} → {label}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>this model predicts symbols</source>
   <translation>이 모델은 기호를 예측함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>truth</source>
   <translation>참값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>truth above</source>
   <translation>참값이 위</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>truth and prediction</source>
   <translation>참값과 예측값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>truth below</source>
   <translation>참값이 아래</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>truth {truth}, predicted {prediction}, residual {residual}</source>
   <translation>참값 {truth}, 예측값 {prediction}, 잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>{at}: nothing is scored here</source>
   <translation>{at}: 여기서는 채점하지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/track.py" />
   <source>{at}: truth {truth}{unit}, prediction {prediction}{unit}, residual {residual}{unit}</source>
   <translation>{at}: 참값 {truth}{unit}, 예측값 {prediction}{unit}, 잔차 {residual}{unit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>asked for at one step: truth {truth}, prediction {prediction}, residual {residual}</source>
   <translation>한 시점에서만 물음: 참값 {truth}, 예측값 {prediction}, 잔차 {residual}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>next value</source>
   <translation>다음 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>next value of {name}</source>
   <translation>{name}의 다음 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>number asked for</source>
   <translation>맞혀야 할 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>off by {rms}; the last value again by {idle}</source>
   <translation>RMSE {rms} (직전 값 반복 {idle})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>off by {rms}; the last value again by {idle}, the mean by {mean}</source>
   <translation>RMSE {rms} (직전 값 반복 {idle}, 평균 {mean})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>prediction, off by {rms}</source>
   <translation>예측, RMSE {rms}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>residual of the {what}, truth − prediction: {rms} (root mean square)</source>
   <translation>{what}의 잔차(참값 − 예측값): 제곱평균제곱근 {rms}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>residual {rms}</source>
   <translation>잔차 {rms}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>residual, truth − prediction: {rms}</source>
   <translation>잔차(참값 − 예측값): {rms}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>truth {truth}, prediction {prediction}</source>
   <translation>참값 {truth}, 예측값 {prediction}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>{what} from the last {count} (shaded)</source>
   <translation>최근 {count}개(음영)로 본 {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>{what}: off by {rms} (root mean square)</source>
   <translation>{what}: RMSE {rms}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>{what}: off by {rms}; the last value again by {idle} (root mean square)</source>
   <translation>{what}: RMSE {rms} (직전 값 반복 {idle})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/predictions/words.py" />
   <source>{what}: off by {rms}; the last value again by {idle}, the mean by {mean} (root mean square)</source>
   <translation>{what}: RMSE {rms} (직전 값 반복 {idle}, 평균 {mean})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>Draw the norms on a logarithmic axis</source>
   <translation>노름을 로그 축에 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>No weights lead from step to step here: there is no recurrence to take a spectrum of.</source>
   <translation>이 모델에는 시점에서 시점으로 이어지는 가중치가 없으므로 스펙트럼을 구할 순환이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>Spectrum</source>
   <translation>스펙트럼</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>The dynamics of a recurrent layer appear here with the first trace.</source>
   <translation>첫 트레이스가 오면 순환층의 동역학이 여기에 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>What is drawn</source>
   <translation>무엇을 그릴지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>What one step of the layer does to a gradient on its way back, and what many steps do: eigenvalues of the recurrent weights and of the step's Jacobian J, its largest singular value σₘₐₓ by step, how far a loss reaches back under the bounds of theory, and Lyapunov exponents.</source>
   <translation>층의 한 시점, 그리고 여러 시점이 되돌아가는 기울기를 어떻게 바꾸는지 보여 줍니다. 순환 가중치와 시점 야코비 행렬 J의 고윳값, 시점별 최대 특잇값 σₘₐₓ, 이론적 상한 아래에서 손실이 거슬러 닿는 거리, 리아푸노프 지수를 그립니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>eigenvalues</source>
   <translation>고윳값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>log</source>
   <translation>로그</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>norm by step</source>
   <translation>시점별 노름</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/dock.py" />
   <source>reach and bounds</source>
   <translation>도달 범위와 상한</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source> &lt; 1: every gradient shrinks</source>
   <translation> &lt; 1: 모든 기울기가 줄어듦</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>: a gradient may grow for some steps before it shrinks (J is not normal)</source>
   <translation>: 기울기가 줄어들기 전에 몇 시점 동안 커질 수 있음 (J가 정규행렬이 아님)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>: not finite</source>
   <translation>: 유한하지 않음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>: some gradients would grow with every such step</source>
   <translation>: 이런 시점이 이어지면 일부 기울기가 매번 커짐</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>J at step {step}: spectral radius {radius}, largest singular value σₘₐₓ {norm}</source>
   <translation>시점 {step}의 J: 스펙트럼 반경 {radius}, 최대 특잇값 σₘₐₓ {norm}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>eigenvalues λ</source>
   <translation>고윳값 λ</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>eigenvalues λ of W_hh and of J = ∂sₜ/∂sₜ₋₁, unit circle</source>
   <translation>W_hh와 J = ∂sₜ/∂sₜ₋₁의 고윳값 λ, 단위원</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>largest |λ| of the recurrent weights of: {gate}</source>
   <translation>{gate}의 순환 가중치가 갖는 최대 |λ|</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>largest |λ| of the step's Jacobian at the step nearest to the cursor that was computed</source>
   <translation>커서에 가장 가까운, 계산된 시점의 야코비 행렬이 갖는 최대 |λ|</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/eigen_plane.py" />
   <source>λ {index} of {of}: {value}, |λ| {size}</source>
   <translation>{of}의 λ {index}: {value}, |λ| {size}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>: two nearby states are tenfold closer after {steps} steps</source>
   <translation>: 가까운 두 상태의 거리가 {steps}시점 뒤 10분의 1이 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>: two nearby states are tenfold farther apart after {steps} steps</source>
   <translation>: 가까운 두 상태의 거리가 {steps}시점 뒤 10배가 됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>: two nearby states become one</source>
   <translation>: 가까운 두 상태가 하나로 합쳐짐</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>: two nearby states keep their distance</source>
   <translation>: 가까운 두 상태가 거리를 유지함</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>; free-running {exponent}: at the edge of chaos</source>
   <translation>; 자유 실행 {exponent}: 혼돈의 가장자리</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>; free-running {exponent}: chaotic</source>
   <translation>; 자유 실행 {exponent}: 혼돈</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>; free-running {exponent}: it settles</source>
   <translation>; 자유 실행 {exponent}: 안정됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>; nothing runs free over a layer that reads both ways</source>
   <translation>; 양방향으로 읽는 층 위에서는 자유 실행이 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>Lyapunov exponents λᵢ, nats a step</source>
   <translation>리아푸노프 지수 λᵢ (시점당 내트)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>free run</source>
   <translation>자유 실행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>index i</source>
   <translation>순번 i</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>nats a step</source>
   <translation>시점당 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>of the network reading this example</source>
   <translation>이 예제를 읽는 신경망의 지수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>of the network running freely, without input</source>
   <translation>입력 없이 자유롭게 실행되는 신경망의 지수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>trace</source>
   <translation>트레이스</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>λ₁ = {exponent} nats a step</source>
   <translation>λ₁ = 시점당 {exponent} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/exponents.py" />
   <source>λ₁, update</source>
   <translation>λ₁, 갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>bound by the weights alone (Pascanu 2013): γ = 1 is the steepest slope of φ</source>
   <translation>가중치만으로 정해지는 상한 (Pascanu 2013): γ = 1은 φ의 가장 가파른 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>bound: the product of each step's largest singular value</source>
   <translation>상한: 시점별 최대 특잇값의 곱</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>estimate, no bound: the network linearised about zero, ρ the spectral radius of W_hh</source>
   <translation>상한이 아닌 추정값: 0 근처에서 선형화한 신경망, ρ는 W_hh의 스펙트럼 반경</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>gradient by lag from step {step}</source>
   <translation>시점 {step}부터의 시차별 기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>lag</source>
   <translation>시차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>measured: the largest factor by which a gradient changes on the layer's own way back from t* to k</source>
   <translation>측정값: 이 층의 순환만 따라 t*에서 k로 되돌아갈 때 기울기가 바뀌는 최대 배율</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>measured: {measured}; for a gated cell Π σₘₐₓ(J) is the bound</source>
   <translation>측정: {measured}; 게이트가 있는 셀의 상한은 Π σₘₐₓ(J)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>measured: ‖∂ℓₜ*/∂hₖ‖ of this loss by every way, other layers too, relative to its value at t*</source>
   <translation>측정값: 다른 층까지 모든 경로를 거친 이 손실의 ‖∂ℓₜ*/∂hₖ‖를 t*의 값으로 나눈 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>σₘₐₓ(W_hh) = {norm} &lt; 1: every gradient must vanish; measured: {measured}</source>
   <translation>σₘₐₓ(W_hh) = {norm} &lt; 1: 모든 기울기가 반드시 소실됨; 측정: {measured}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>σₘₐₓ(W_hh) = {norm} &gt; 1: explosion is possible, not certain; measured: {measured}</source>
   <translation>σₘₐₓ(W_hh) = {norm} &gt; 1: 폭주할 수 있으나 반드시는 아님; 측정: {measured}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/path_curves.py" />
   <source>σₘₐₓ(W_hh) = {norm} decides nothing; measured: {measured}</source>
   <translation>σₘₐₓ(W_hh) = {norm}만으로는 알 수 없음; 측정: {measured}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>+ radius</source>
   <translation>+ 반경</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>J by step t</source>
   <translation>시점별 J</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>largest singular value: by how much the step can stretch a gradient at most</source>
   <translation>최대 특잇값: 이 시점이 기울기를 최대 몇 배까지 늘릴 수 있는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>largest |λ|: by how much it stretches in the end, were every step like this one</source>
   <translation>최대 |λ|: 모든 시점이 이 시점과 같다면 결국 몇 배씩 바뀌는지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>σₘₐₓ and radius of J = ∂sₜ/∂sₜ₋₁ by step t</source>
   <translation>J = ∂sₜ/∂sₜ₋₁의 시점별 σₘₐₓ와 스펙트럼 반경</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>σₘₐₓ(J) is above 1 at {above} of {steps} steps: a gradient can grow there</source>
   <translation>σₘₐₓ(J)가 {steps}시점 중 {above}시점에서 1보다 큼: 그곳에서 기울기가 커질 수 있음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/spectrum/step_norms.py" />
   <source>σₘₐₓ(J) is below 1 at all {steps} steps: every gradient shrinks</source>
   <translation>σₘₐₓ(J)가 {steps}시점 모두에서 1보다 작음: 모든 기울기가 줄어듦</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>before the first loss</source>
   <translation>첫 손실 전</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>carries a loss</source>
   <translation>손실 있음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>decoder writes</source>
   <translation>디코더가 쓰기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>encoder reads</source>
   <translation>인코더가 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>no loss, later</source>
   <translation>이후, 손실 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>other</source>
   <translation>기타</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>step {value}</source>
   <translation>시점 {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/colouring.py" />
   <source>target {value}</source>
   <translation>목표 {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>Fit the axes anew</source>
   <translation>축 다시 맞추기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>No recurrent layer in this trace: there are no states to draw.</source>
   <translation>이 트레이스에는 순환층이 없어 그릴 상태가 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>No state of this trace is finite in every unit: there is nothing to draw.</source>
   <translation>이 트레이스에는 모든 유닛이 유한한 상태가 없어 그릴 것이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>State space</source>
   <translation>상태 공간</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The hidden or cell states of a layer as one path through their principal components, the directions along which they vary most: a dot for each step, arrows in the direction of time, the cursor ringed. Axes keep their order and signs while the model learns. A click moves the cursor to a step.</source>
   <translation>층의 은닉 상태나 셀 상태가 가장 크게 변하는 방향인 주성분을 따라 그린 경로입니다. 점 하나가 한 시점이고, 화살표는 시간의 방향, 고리는 커서입니다. 학습하는 동안 축의 순서와 부호는 그대로입니다. 클릭하면 커서가 그 시점으로 갑니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The state that is drawn</source>
   <translation>그릴 상태</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The states of a recurrent layer appear here with the first trace.</source>
   <translation>첫 트레이스가 오면 순환층의 상태가 여기에 나타납니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The step under the mouse, else the one at the cursor</source>
   <translation>마우스 아래의 시점, 없으면 커서의 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The traces that the axes are fitted on: the shown one, or the shown one with past ones, so that the axes stay put until twice as much has been learnt</source>
   <translation>축을 맞출 트레이스: 보고 있는 것만, 또는 지난 것까지 함께(학습이 두 배로 진행될 때까지 축이 움직이지 않습니다)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>The two principal components that are drawn</source>
   <translation>그릴 두 주성분</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>What the dots are coloured by</source>
   <translation>점의 색을 정하는 기준</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>axes of all so far</source>
   <translation>지금까지의 축</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>axes of this trace</source>
   <translation>이 트레이스의 축</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>by phase</source>
   <translation>단계별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>by target</source>
   <translation>목표별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>by time</source>
   <translation>시간별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>by token</source>
   <translation>토큰별</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>component {n}</source>
   <translation>주성분 {n}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>component {n} ({share})</source>
   <translation>주성분 {n} ({share})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>component {n} of {symbol} ({share} of the variance)</source>
   <translation>{symbol}의 주성분 {n} (분산의 {share})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>principal components</source>
   <translation>주성분</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>t {t} “{token}”  component {values}</source>
   <translation>t {t} “{token}”  주성분 {values}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>{layer}: {symbol} along two components, {share} of its variance; axes of update {update}</source>
   <translation>{layer}: 두 주성분으로 본 {symbol}, 분산의 {share}; 갱신 {update}의 축</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>{layer}: {symbol} along two components, {share} of its variance; axes of {count} traces to update {update}</source>
   <translation>{layer}: 두 주성분으로 본 {symbol}, 분산의 {share}; 갱신 {update}까지 트레이스 {count}개의 축</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>{share} of the variance</source>
   <translation>분산의 {share}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/state_space/dock.py" />
   <source>{symbol}: {share} of the variance, axes of update {update}</source>
   <translation>{symbol}: 분산의 {share}, 갱신 {update}의 축</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/coloured.py" />
   <source>loss of the next</source>
   <translation>다음 문자의 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/coloured.py" />
   <source>point at a character</source>
   <translation>문자를 가리키세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/coloured.py" />
   <source>point at a character: what did it depend on?</source>
   <translation>문자를 가리키세요: 무엇에 의존했을까요?</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>(fitted)</source>
   <translation>(맞춤)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>(fixed)</source>
   <translation>(고정)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>dependence</source>
   <translation>의존</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>depends on: likeliest output</source>
   <translation>의존: 가장 유력한 출력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>depends on: loss</source>
   <translation>의존: 손실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>depends on: output of what follows</source>
   <translation>의존: 다음 문자의 출력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>loss of what follows, in nats</source>
   <translation>다음 문자의 손실(내트)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>unit: {symbol}, {label}</source>
   <translation>유닛: {symbol}, {label}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>what “{text}” depended on</source>
   <translation>“{text}” 기호가 의존한 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>what “{text}” depended on ({of}): faint {low} · full {high}, at update {update}</source>
   <translation>“{text}” 기호가 의존한 것({of}): 옅음 {low} · 짙음 {high}, 갱신 {update}회 뒤</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>{symbol} of unit {unit} of {layer}</source>
   <translation>{layer} 유닛 {unit}의 {symbol}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>{what}, 0 paper · {limit} blue</source>
   <translation>{what}, 0 바탕 · {limit} 파랑</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/colouring.py" />
   <source>{what}, −{limit} blue · 0 paper · +{limit} orange</source>
   <translation>{what}, −{limit} 파랑 · 0 바탕 · +{limit} 주황</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>A long text as the model reads it: each character coloured by the chosen unit's state or gate, by the loss of what follows, or by how much the character under the mouse depended on it. Below: what the model expects next.</source>
   <translation>모델이 읽는 긴 텍스트: 각 문자를 고른 유닛의 상태나 게이트, 다음 문자의 손실, 또는 마우스 아래 문자가 그 문자에 얼마나 의존했는지로 칠합니다. 아래에는 모델이 다음으로 예상하는 것이 나옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Go to the greatest loss</source>
   <translation>손실이 가장 큰 곳으로 가기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>No steps in this trace.</source>
   <translation>이 트레이스에는 시점이 없습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Read the text again</source>
   <translation>텍스트 다시 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Read the text with the weights as they are now</source>
   <translation>지금 가중치로 텍스트를 읽습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Reading</source>
   <translation>읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Rows under the text, from the top: inside quotes, bracket depth, line position, indentation, word start</source>
   <translation>텍스트 아래의 줄, 위에서부터: 따옴표 안, 괄호 깊이, 줄 안의 위치, 들여쓰기, 단어 시작</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>The character under the mouse, else the chosen one</source>
   <translation>마우스 아래의 문자, 없으면 고른 문자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>The shown pass is always as fresh as the tracks: choose another text to have it read.</source>
   <translation>표시된 패스는 언제나 트랙과 같이 새것입니다. 다른 글을 고르면 읽게 할 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>There is no loss of a whole text yet: choose one to have it read.</source>
   <translation>아직 글 전체의 손실이 없습니다. 글을 골라 읽게 하세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>This task reads numbers, no text: a character model such as python-lstm fills this view.</source>
   <translation>이 과제는 텍스트가 아니라 숫자를 읽습니다. python-lstm 같은 문자 모델이 이 뷰를 채웁니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>What is shown of the text, and what the model does not know</source>
   <translation>텍스트에서 보이는 부분과 모델이 모르는 문자</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>What the characters are coloured by</source>
   <translation>문자를 칠하는 기준</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>Which text is read</source>
   <translation>읽을 텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>marks</source>
   <translation>표지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>read again</source>
   <translation>다시 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/dock.py" />
   <source>the example of the tracks: a click moves the cursor there</source>
   <translation>트랙의 예시: 클릭하면 커서가 그곳으로 갑니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/guesses.py" />
   <source>The likeliest next characters and their probabilities; the one that follows is underlined</source>
   <translation>가장 유력한 다음 문자와 그 확률. 실제로 이어지는 문자에 밑줄이 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/pointed.py" />
   <source>character {t}</source>
   <translation>문자 {t}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/reader.py" />
   <source>reading the text</source>
   <translation>텍스트를 읽는 중</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>loss {loss} nats</source>
   <translation>손실 {loss} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>loss {loss} nats, p {p} of what follows</source>
   <translation>손실 {loss} 내트, 다음 기호의 p {p}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>mean loss {loss} nats</source>
   <translation>평균 손실 {loss} 내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>not in the model's vocabulary: passed over</source>
   <translation>모델의 어휘에 없어 건너뜀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>p {p} of what follows</source>
   <translation>다음 기호의 p {p}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>passed over, for the model does not know them: {some} ({kinds} kinds)</source>
   <translation>모델이 몰라 건너뛴 문자: {some} ({kinds}종)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>the first {count} of {total} characters</source>
   <translation>문자 {total}개 중 처음 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/remark.py" />
   <source>{count} characters</source>
   <translation>문자 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/source.py" />
   <source>Read a text</source>
   <translation>텍스트 읽기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/source.py" />
   <source>a file…</source>
   <translation>파일…</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/source.py" />
   <source>held-out text</source>
   <translation>따로 떼어 둔 텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/source.py" />
   <source>the clipboard</source>
   <translation>클립보드</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/text/source.py" />
   <source>the example</source>
   <translation>예시</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>Text</source>
   <translation>텍스트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>What the model reads at each step; blue and orange show where the chosen unit is below and above zero. · is a space, ↵ a line end; a line runs under what the model itself wrote. Choose another unit by a click in the hidden units.</source>
   <translation>모델이 시점마다 읽는 것입니다. 고른 유닛이 0보다 작은 곳은 파랑, 큰 곳은 주황입니다. ·은 빈칸, ↵은 줄 끝이고, 모델이 스스로 쓴 부분에는 밑줄이 있습니다. 은닉 유닛을 클릭하면 다른 유닛을 고릅니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>numbers that are read</source>
   <translation>읽는 수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>numbers that are read, coloured by unit {unit}</source>
   <translation>읽는 수, 유닛 {unit}의 색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>numbers that are read, coloured by unit {unit} of {layer}</source>
   <translation>읽는 수, {layer} 유닛 {unit}의 색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>text of the encoder, then of the decoder, coloured by unit {unit} of {layer}</source>
   <translation>인코더와 디코더의 텍스트, {layer} 유닛 {unit}의 색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>text, coloured by unit {unit}</source>
   <translation>텍스트, 유닛 {unit}의 색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/tokens/track.py" />
   <source>text, coloured by unit {unit} of {layer}</source>
   <translation>텍스트, {layer} 유닛 {unit}의 색</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>Draw loss and perplexity on a logarithmic axis</source>
   <translation>손실과 퍼플렉서티를 로그축에 그립니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>How the model learns: the loss of each update's batch and its running mean, the loss on held-out data, and under them a score in the same way. Held-out data that do worse than the batches mean learning by heart.</source>
   <translation>모델이 배우는 과정: 갱신마다 배치의 손실과 그 이동 평균, 검증 데이터의 손실, 그 아래 점수도 같은 방식입니다. 검증 데이터가 배치보다 나쁘면 통째로 외우고 있다는 뜻입니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>The loss of every update appears here once training has begun: press Train or Next update.</source>
   <translation>학습을 시작하면 갱신마다의 손실이 여기에 나타납니다. 학습이나 다음 갱신을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>What is drawn under the loss</source>
   <translation>손실 아래에 그리는 것</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>a diagonal guess</source>
   <translation>대각선 추측</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>accuracy</source>
   <translation>정확도</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>exact match</source>
   <translation>완전 일치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>exact match, longest third</source>
   <translation>완전 일치 (가장 긴 1/3)</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>loss alone</source>
   <translation>손실만</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>loss in nats, update {update}</source>
   <translation>손실(내트), 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>loss, update {update}</source>
   <translation>손실, 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>mean squared error, update {update}</source>
   <translation>평균 제곱 오차, 갱신 {update}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>on the true alignment</source>
   <translation>참 정렬과 일치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>perplexity</source>
   <translation>퍼플렉시티</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>recalled</source>
   <translation>기억한 비율</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/dock.py" />
   <source>skill</source>
   <translation>예측 기술 점수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/learning_curve.py" />
   <source>of data that training never sees, scored now and then</source>
   <translation>학습에 쓰지 않은 데이터로 이따금 매긴 점수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/learning_curve.py" />
   <source>of each update's own batch</source>
   <translation>갱신마다 그 배치의 값</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/training/learning_curve.py" />
   <source>running mean of {count} updates</source>
   <translation>갱신 {count}회의 이동 평균</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>; {count} not finite</source>
   <translation>; 유한하지 않은 값 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>A row for each gate, or one for each parameter</source>
   <translation>게이트마다 한 행, 또는 파라미터마다 한 행</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Click a weight to read and change it.</source>
   <translation>가중치를 클릭하면 읽고 바꿀 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Every parameter by kernel and gate in one sorted table: the norm of its weights, of the newest batch's gradient, and how far the newest update moved it. Choose a row to see its numbers as an image, zero is the paper, and as a histogram, or its update-to-weight ratio by update. Click a weight to read and change it.</source>
   <translation>모든 파라미터를 커널과 게이트별로 정렬한 표 하나에 담았습니다. 가중치의 노름, 최근 배치의 기울기 노름, 최근 갱신이 움직인 정도를 보여 줍니다. 행을 고르면 그 값을 그림(0은 바탕색)과 히스토그램으로, 또는 갱신별 갱신/가중치 비율로 봅니다. 가중치를 클릭하면 읽고 바꿀 수 있습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Its change comes with the next update: press Next update or Train.</source>
   <translation>변화량은 다음 갱신과 함께 옵니다. 다음 갱신이나 학습을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Its gradient comes with the next update: press Next update or Train.</source>
   <translation>기울기는 다음 갱신과 함께 옵니다. 다음 갱신이나 학습을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Its numbers come with the next trace.</source>
   <translation>값은 다음 트레이스와 함께 옵니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>No weight is chosen: click one in the image.</source>
   <translation>고른 가중치가 없습니다. 이미지에서 하나를 클릭하세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Set the clicked weight to 0</source>
   <translation>클릭한 가중치를 0으로</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>The clicked weight: another number asks for it to be changed</source>
   <translation>클릭한 가중치: 다른 수를 넣으면 바꾸도록 요청합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>The parameters appear here with the next trace: press Play, or Next update.</source>
   <translation>다음 트레이스가 오면 파라미터가 여기에 나타납니다. 재생이나 다음 갱신을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>The weight under the mouse, else the one that was clicked</source>
   <translation>마우스 아래의 가중치, 없으면 클릭한 가중치</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Turn the clicked weight's sign</source>
   <translation>클릭한 가중치의 부호 바꾸기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>Weights and updates</source>
   <translation>가중치와 갱신</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>What is drawn of the chosen row: its numbers as an image, or ‖Δw‖/‖w‖ by update</source>
   <translation>고른 행에서 그릴 것: 값의 그림, 또는 갱신별 ‖Δw‖/‖w‖</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>column →</source>
   <translation>열 →</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>from {source} →</source>
   <translation>{source}에서 →</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>gradient</source>
   <translation>기울기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>last change</source>
   <translation>최근 변화량</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>output</source>
   <translation>출력</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>ratio by update</source>
   <translation>갱신별 비율</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>whole</source>
   <translation>전체</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>{part}, ±{limit}</source>
   <translation>{part}, ±{limit}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>{symbol} from {low} to {high}: {count} of {all} entries</source>
   <translation>{symbol} {low}에서 {high}까지: 값 {all}개 중 {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>{symbol} of {part}: −{limit} blue · 0 paper · +{limit} orange, fitted{broken}</source>
   <translation>{part}의 {symbol}: −{limit} 파랑 · 0 바탕색 · +{limit} 주황, 자동 맞춤{broken}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/dock.py" />
   <source>‖Δw‖/‖w‖ by update: {part}</source>
   <translation>갱신별 ‖Δw‖/‖w‖: {part}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/image.py" />
   <source>entries</source>
   <translation>개수</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/parts.py" />
   <source>input bias</source>
   <translation>입력 편향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/parts.py" />
   <source>peepholes</source>
   <translation>핍홀</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/parts.py" />
   <source>readout bias</source>
   <translation>출력층 편향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/parts.py" />
   <source>recurrent</source>
   <translation>순환</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/parts.py" />
   <source>recurrent bias</source>
   <translation>순환 편향</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/ratio_plot.py" />
   <source>Its ratios come with the next updates: press Next update or Train.</source>
   <translation>비율은 다음 갱신과 함께 옵니다. 다음 갱신이나 학습을 누르세요.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/ratio_plot.py" />
   <source>a rough rule of thumb for a healthy learning rate, after A. Karpathy's notes for CS231n; much more moves the weights too fast, much less hardly at all</source>
   <translation>적당한 학습률의 대략적인 경험칙(A. Karpathy의 CS231n 강의 노트). 훨씬 크면 가중치가 너무 빨리 움직이고, 훨씬 작으면 거의 움직이지 않습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>Norm of the gradient of the newest update's batch, before clipping; click to sort</source>
   <translation>최근 갱신 배치의 클리핑 전 기울기 노름. 클릭하면 정렬합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>Norm of the weights as they are; click to sort</source>
   <translation>현재 가중치의 노름. 클릭하면 정렬합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>Parameters by kernel and gate</source>
   <translation>커널과 게이트별 파라미터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>What is learnt, by kernel and gate; click to sort in the order of the model</source>
   <translation>학습되는 파라미터, 커널과 게이트별. 클릭하면 모델 순서로 정렬합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>log₁₀ of ‖Δw‖/‖w‖, what the newest update changed: about −3 is a rule of thumb for a healthy learning rate (A. Karpathy, CS231n); click to sort</source>
   <translation>최근 갱신이 바꾼 정도 ‖Δw‖/‖w‖의 log₁₀. −3 정도가 적당한 학습률의 경험칙입니다(A. Karpathy, CS231n). 클릭하면 정렬합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>parameter</source>
   <translation>파라미터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>sorted at update {update}</source>
   <translation>갱신 {update}의 순서</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>sorted at {update}</source>
   <translation>{update} 기준 정렬</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/weights/summary.py" />
   <source>{name} {gate}: ‖w‖ {norm}, ‖∂L/∂w‖ {gradient}, ‖Δw‖/‖w‖ {ratio}</source>
   <translation>{name} {gate}: ‖w‖ {norm}, ‖∂L/∂w‖ {gradient}, ‖Δw‖/‖w‖ {ratio}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>; exactly 0 from step {step} on</source>
   <translation>; 시점 {step}부터는 정확히 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>; exactly 0 up to step {step}</source>
   <translation>; 시점 {step}까지 정확히 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>; values not finite: {count}</source>
   <translation>; 유한하지 않은 값: {count}개</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>A straight line fitted to log₁₀ ‖∂ℓ/∂h‖ against the steps back from the loss.</source>
   <translation>손실에서 거슬러 간 시점 수에 대한 log₁₀ ‖∂ℓ/∂h‖에 맞춘 직선.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>Effective memory: half of Σ‖∂ℓ/∂h‖ lies within {half} steps of the loss, 90 % within {most}; as much as {effective} steps of equal norm.</source>
   <translation>유효 기억: Σ‖∂ℓ/∂h‖의 절반이 손실에서 {half}시점 안에, 90 %가 {most}시점 안에 있습니다. 노름이 같은 시점 {effective}개와 맞먹습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>In brackets: the {share} % confidence interval; it allows for neighbouring residuals being alike.</source>
   <translation>괄호 안: {share} % 신뢰 구간. 이웃한 잔차가 서로 닮은 것을 감안했습니다.</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>exploding</source>
   <translation>기울기 폭주</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>falls tenfold every {steps} steps ({low} to {high}): vanishing</source>
   <translation>{steps}시점({low}~{high})마다 10분의 1로 줄어듦: 기울기 소실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>falls tenfold every {steps} steps: vanishing</source>
   <translation>{steps}시점마다 10분의 1로 줄어듦: 기울기 소실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>grows tenfold every {steps} steps ({low} to {high}): exploding</source>
   <translation>{steps}시점({low}~{high})마다 10배로 늘어남: 기울기 폭주</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>grows tenfold every {steps} steps: exploding</source>
   <translation>{steps}시점마다 10배로 늘어남: 기울기 폭주</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>keeps its size</source>
   <translation>크기가 유지됨</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>keeps its size: no vanishing</source>
   <translation>크기를 유지함: 소실 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>not finite: exploded</source>
   <translation>유한하지 않음: 기울기 폭주</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>too few steps</source>
   <translation>시점이 너무 적음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>too few steps after this loss to say how its gradient changes</source>
   <translation>이 손실 뒤의 시점이 너무 적어 기울기가 어떻게 변하는지 말할 수 없습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>too few steps before this loss to say how its gradient changes</source>
   <translation>이 손실 앞의 시점이 너무 적어 기울기의 변화를 말할 수 없음</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>vanishing</source>
   <translation>기울기 소실</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>×10 every {steps} steps</source>
   <translation>{steps}시점마다 ×10</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/gradient_words.py" />
   <source>÷10 every {steps} steps</source>
   <translation>{steps}시점마다 ÷10</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/loss_unit.py" />
   <source>nats</source>
   <translation>내트</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/loss_unit.py" />
   <source>squared error</source>
   <translation>제곱 오차</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>all layers</source>
   <translation>모든 층</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>at every step</source>
   <translation>모든 시점</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>at step {t}</source>
   <translation>시점 {t}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>at steps {first}–{last}</source>
   <translation>시점 {first}–{last}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>attention of the decoder silenced {when}: its context is 0</source>
   <translation>디코더의 어텐션 끔({when}): 문맥 벡터가 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>attentional vector</source>
   <translation>어텐션 벡터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>every head of {layer} silenced {when}: their weighted sums are 0</source>
   <translation>{layer}의 모든 헤드 끔({when}): 가중합이 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>from step {t}</source>
   <translation>시점 {t}부터</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>gradient of {layer} cut before step {t}</source>
   <translation>시점 {t} 앞에서 {layer}의 기울기 끊기</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>gradient of {layer} cut {when}</source>
   <translation>{layer}의 기울기 끊기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>head {head} of {layer} silenced {when}: its weighted sum is 0</source>
   <translation>{layer}의 헤드 {head} 끔({when}): 가중합이 0</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>product of query and key</source>
   <translation>쿼리와 키의 곱</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>source word {place} hidden from the decoder {when}</source>
   <translation>원문 단어 {place}을(를) 디코더에게 숨김({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>step {place} hidden from {layer} {when}</source>
   <translation>시점 {place}을(를) {layer}에게 숨김({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>sum under the {gate}</source>
   <translation>{gate}의 활성화 전 합</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>up to step {t}</source>
   <translation>시점 {t}까지</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{parameter} set to {value}</source>
   <translation>{parameter} 값 설정: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} clamped to {value} {when}</source>
   <translation>{what} 고정: {value} ({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} multiplied by {value} {when}</source>
   <translation>{what} × {value} ({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} of every unit of {layer}</source>
   <translation>{layer} 모든 유닛의 {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} of source word {place}</source>
   <translation>원문 단어 {place}의 {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} of unit {unit} of {layer}</source>
   <translation>{layer} 유닛 {unit}의 {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} of {layer}</source>
   <translation>{layer}의 {what}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>{what} silenced {when}</source>
   <translation>{what} 끄기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/views/words/operation_words.py" />
   <source>“{symbol}” is read {when}</source>
   <translation>“{symbol}” 읽기({when})</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weight_change.py" />
   <source>change.field {field} is not a weight: it is written weights.layer0.weight_hh_l0[3,5]</source>
   <translation>change.field {field}은(는) 가중치가 아닙니다: weights.layer0.weight_hh_l0[3,5]처럼 적습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} has a header of {size} MiB: a file of weights may have one of at most {limit} MiB</source>
   <translation>{file}: 헤더가 {size} MiB입니다. 가중치 파일의 헤더는 최대 {limit} MiB입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} has {found} tensors: a file of weights may have at most {limit}</source>
   <translation>{file}: 텐서가 {found}개입니다. 가중치 파일의 텐서는 최대 {limit}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} has {size} MiB: a file of weights may have at most {limit} MiB</source>
   <translation>{file}: {size} MiB입니다. 가중치 파일은 최대 {limit} MiB입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} is a pickled model, which could run code and is not opened: in Python, safetensors.torch.save_file(torch.load("model.pt", weights_only=True), "model.safetensors") writes its state_dict as safetensors</source>
   <translation>{file}: 피클로 저장된 모델은 코드를 실행할 수 있어 열지 않습니다. 파이썬에서 safetensors.torch.save_file(torch.load("model.pt", weights_only=True), "model.safetensors")로 state_dict를 safetensors로 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} is cut off: {key} ends at byte {stop}, the file at {size}; copy it again</source>
   <translation>{file}이(가) 잘렸습니다. {key}은(는) 바이트 {stop}에서 끝나는데 파일은 {size}에서 끝납니다. 다시 복사하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} is damaged: its header says of {key} what cannot be</source>
   <translation>{file}: 손상되었습니다. 헤더에 적힌 {key}의 내용이 있을 수 없는 것입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file} is not a safetensors file, or it is damaged</source>
   <translation>{file}: safetensors 파일이 아니거나 손상되었습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/file.py" />
   <source>{file}: the metadata {key} must be a JSON list of different symbols, at most {limit}</source>
   <translation>{file}: 메타데이터 {key}은(는) 서로 다른 기호의 JSON 목록이어야 하고 최대 {limit}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} is a projection (proj_size): only modules without one can be opened</source>
   <translation>{file}: {key}은(는) 투영(proj_size)입니다. 투영이 없는 모듈만 열 수 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} is missing, expected {expected}: save the whole state_dict</source>
   <translation>{file}: {key}이(가) 없습니다. {expected}이어야 합니다. state_dict 전체를 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} is {found}, expected {expected}</source>
   <translation>{file}: {key}은(는) {found}입니다. {expected}이어야 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} is {found}: torch.nn.RNN, GRU and LSTM have 1, 3 or 4 times as many rows as columns there, so it belongs to another cell</source>
   <translation>{file}: {key}은(는) {found}입니다. torch.nn.RNN, GRU, LSTM이라면 행이 열의 1, 3, 4배이므로 다른 셀의 것입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} is {found}: weights must be F16, BF16, F32 or F64</source>
   <translation>{file}: {key}은(는) {found}입니다. 가중치는 F16, BF16, F32, F64여야 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/layout.py" />
   <source>{file}: {key} looks transposed: it is {found}, expected {expected}; save its transpose</source>
   <translation>{file}: {key}이(가) 전치된 것으로 보입니다. {found}인데 {expected}이어야 합니다. 전치해서 저장하세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/sizes.py" />
   <source>model.weights_prefix must be one of {choices} for {file}, got {value}</source>
   <translation>{file}의 model.weights_prefix는 {choices} 중 하나여야 합니다. 받은 값: {value}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/sizes.py" />
   <source>{field} is {given}, but the weights in {file} have {found}: leave {field} out, or clear model.weights</source>
   <translation>{field}은(는) {given}인데 {file}의 가중치는 {found}입니다. {field}을(를) 빼거나 model.weights를 비우세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/sizes.py" />
   <source>{file} has no weights of torch.nn.RNN, GRU or LSTM: no key ends in weight_hh_l0 or weight_hh; it has {keys}</source>
   <translation>{file}에는 torch.nn.RNN, GRU, LSTM의 가중치가 없습니다. weight_hh_l0이나 weight_hh로 끝나는 키가 없고 {keys}이(가) 있습니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/weights/sizes.py" />
   <source>{file} has several recurrent modules: choose one of {choices} as model.weights_prefix</source>
   <translation>{file}에는 순환 모듈이 여럿입니다. {choices} 중 하나를 model.weights_prefix로 고르세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name} has {rows} × {columns} numbers, and a worked example goes up to {limit} × {limit}</source>
   <translation>{name}: {rows} × {columns}인데 손 계산 예제는 {limit} × {limit}까지입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name} is a vector: type one row of numbers, got {rows} × {columns}</source>
   <translation>{name}은(는) 벡터입니다: 수를 한 줄로 쓰세요. 지금은 {rows} × {columns}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name} is empty: type a row of numbers a line</source>
   <translation>{name}이(가) 비어 있습니다: 한 줄에 한 행씩 수를 쓰세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name} is longer than {limit} characters</source>
   <translation>{name}이(가) {limit}자보다 깁니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name} must have a number for each row of {other}, {wanted}, got {found}</source>
   <translation>{name}에는 수가 {wanted}개({other}의 행마다 하나) 있어야 하는데 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name}, row {row} must be as long as row 1, {wanted}, got {found}</source>
   <translation>{name}, {row}행은 수가 {found}개인데 1행은 {wanted}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name}, row {row}, column {column}: numbers go up to 10¹⁰⁰, got {value}</source>
   <translation>{name}, {row}행 {column}열: 수는 10¹⁰⁰까지인데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/matrices.py" />
   <source>{name}, row {row}, column {column}: “{value}” is not a number</source>
   <translation>{name}, {row}행 {column}열: “{value}”은(는) 수가 아닙니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/of_trace.py" />
   <source>a worked example goes up to {limit} units, inputs and outputs and {steps} steps; this model has {units}, {inputs} and {outputs}, and {length} steps</source>
   <translation>손 계산 예제는 유닛, 입력, 출력 각각 {limit}개와 {steps}시점까지입니다. 이 모델은 각각 {units}, {inputs}, {outputs}개이고 {length}시점입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/of_trace.py" />
   <source>a worked example needs an Elman RNN of one layer; this model is {model}</source>
   <translation>손 계산 예제에는 한 층의 Elman RNN이 필요합니다. 이 모델: {model}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/of_trace.py" />
   <source>this model computes more than the equations of the worked example, such as residual connections</source>
   <translation>이 모델은 잔차 연결처럼 손 계산 예제의 식보다 많은 것을 계산합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/reading.py" />
   <source>U x + W h cannot be added: W must have a row for each row of U, {units}, got {rows} × {columns}</source>
   <translation>U x + W h를 더할 수 없습니다: U는 {units}행, W는 {rows} × {columns}</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/reading.py" />
   <source>U x cannot be multiplied: U must have a column for each number of a step of x, {found}, got {columns}</source>
   <translation>U x를 곱할 수 없습니다: U는 {columns}열인데 x의 한 시점은 수가 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/reading.py" />
   <source>V h cannot be multiplied: V must have a column for each row of U, {units}, got {columns}</source>
   <translation>V h를 곱할 수 없습니다: V에는 U의 행마다 열이 하나씩 {units}열이 있어야 하는데 {columns}열입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/reading.py" />
   <source>W h cannot be fed back: W must be square, got {rows} × {columns}</source>
   <translation>W h를 되먹일 수 없습니다: W는 정사각 행렬이어야 하는데 {rows} × {columns}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/reading.py" />
   <source>η must be a number from 0 to {limit}, got {value}</source>
   <translation>η는 0에서 {limit}까지의 수여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>U x cannot be multiplied: U must have a column for each symbol, {count}, got {columns}</source>
   <translation>U x를 곱할 수 없습니다: U는 {columns}열인데 기호가 {count}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y has no target: at least one step must carry a loss</source>
   <translation>y에 목표가 없습니다: 적어도 한 시점에는 손실이 있어야 합니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y must have a target for each step of x: {wanted}, got {found}</source>
   <translation>y에는 x의 시점마다 목표가 있어야 합니다: {wanted}개인데 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y, step {step} must have a number for each row of V, {wanted}, got {found}</source>
   <translation>y, 시점 {step}에는 수가 {wanted}개(V의 행마다 하나) 있어야 하는데 {found}개입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y, step {step}: a class is a whole number from 1 to {limit}, or one of the symbols; got {value}</source>
   <translation>y, 시점 {step}: 클래스는 1에서 {limit}까지의 정수이거나 기호여야 하는데 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y, step {step}: under cross-entropy shares are at least 0 and sum to 1, got the sum {value}</source>
   <translation>y, 시점 {step}: 교차 엔트로피에서는 확률이 0 이상이고 합이 1이어야 하는데 합이 {value}입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>y, step {step}: “{value}” is symbol {index}, past the last row of V, {rows}</source>
   <translation>y, 시점 {step}: “{value}”은(는) {index}번째 기호인데 V는 {rows}행입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>{name} has {found} steps, and a worked example goes up to {limit}</source>
   <translation>{name}: {found}시점인데 손 계산 예제는 {limit}시점까지입니다</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>{name} is empty: type a line for each step</source>
   <translation>{name}이(가) 비어 있습니다: 시점마다 한 줄을 쓰세요</translation>
  </message>
  <message>
   <location filename="../../rnnviz/worked/steps.py" />
   <source>{name}, step {step}: “{value}” is not among the symbols {symbols}</source>
   <translation>{name}, 시점 {step}: “{value}”은(는) 기호 {symbols} 가운데 없습니다</translation>
  </message>
 </context>
</TS>
